/** A text as a file. */
export function Download({ text, name, type, shown }: { text: string; name: string; type: string; shown: string }) {
  const save = (): void => {
    const url = URL.createObjectURL(new Blob([text], { type }))
    const link = document.createElement('a')
    link.href = url
    link.download = name
    link.click()
    // The browser has taken hold of it by the next turn.
    setTimeout(() => URL.revokeObjectURL(url))
  }
  return (
    <button type="button" class="link" onClick={save}>
      {shown}
    </button>
  )
}
