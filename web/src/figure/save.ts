/** Puts figures into files. The only part of this folder that knows a browser. */

/** What can be saved; the texts are made when somebody asks for them. */
export interface Printable {
  /** What the files are called, without ending. */
  name: string
  svg(): string | Promise<string>
  csv(): string
}

export type Format = 'svg' | 'png' | 'csv'

/** In dots per inch: what journals ask of pictures. */
const fine = 300
/** Canvases have no more pixels than this in any browser. */
const mostPixels = 16_000_000

export async function save(figure: Printable, format: Format): Promise<void> {
  hand(await fileOf(figure, format), `${fileName(figure.name)}.${format}`)
}

async function fileOf(figure: Printable, format: Format): Promise<Blob> {
  switch (format) {
    case 'csv':
      return new Blob([figure.csv()], { type: 'text/csv;charset=utf-8' })
    case 'svg':
      return svgBlob(await figure.svg())
    case 'png':
      return png(await figure.svg())
  }
}

function svgBlob(text: string): Blob {
  return new Blob([text], { type: 'image/svg+xml;charset=utf-8' })
}

/** The SVG as the browser paints it, on white. */
async function png(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(svgBlob(svg))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    // A CSS pixel is 1/96 of an inch.
    const wanted = fine / 96
    const area = image.naturalWidth * image.naturalHeight
    const scale = Math.min(wanted, Math.sqrt(mostPixels / area))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(image.naturalWidth * scale)
    canvas.height = Math.round(image.naturalHeight * scale)
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve, reject) => {
      canvas.toBlob(
        blob => (blob ? resolve(blob) : reject(new Error('this browser made no picture of it'))),
        'image/png',
      )
    })
  } finally {
    URL.revokeObjectURL(url)
  }
}

/** Lets the browser save it. */
export function hand(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  // The browser takes hold of the file after this turn.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** Letters and figures of any script; what a file system or a shell might take for something else becomes a hyphen. */
export function fileName(name: string): string {
  const safe = name
    .slice(0, 80)
    .replace(/[^\p{L}\p{N}._]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
  return safe === '' ? 'figure' : safe
}
