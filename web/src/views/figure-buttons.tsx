import { useState } from 'preact/hooks'
import { save, type Format, type Printable } from '../figure/save'

interface FigureButtonsProps {
  /** What the figure is called, for those who listen. */
  of: string
  /** Made when a button is pressed; undefined while there is nothing to save. */
  figure: (() => Printable) | undefined
}

const formats: readonly { format: Format; text: string; title: string }[] = [
  { format: 'svg', text: 'SVG', title: 'for a paper: curves as curves, black on white' },
  { format: 'png', text: 'PNG', title: 'the same as a picture of 300 dots per inch' },
  { format: 'csv', text: 'CSV', title: 'the numbers that are drawn' },
]

/** Saves what is shown as a file for a paper. */
export function FigureButtons({ of, figure }: FigureButtonsProps) {
  const [problem, setProblem] = useState('')
  const press = async (format: Format): Promise<void> => {
    setProblem('')
    try {
      if (figure) await save(figure(), format)
    } catch (error) {
      setProblem(`No ${format.toUpperCase()}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return (
    <div class="choice figure-buttons" role="group" aria-label={`Save ${of}`}>
      <span class="choice-label" aria-hidden="true">
        save
      </span>
      <span class="choice-options">
        {formats.map(({ format, text, title }) => (
          <button key={format} type="button" title={title} disabled={!figure} onClick={() => void press(format)}>
            {text}
          </button>
        ))}
      </span>
      {problem !== '' && (
        <span class="error" role="alert">
          {problem}
        </span>
      )}
    </div>
  )
}
