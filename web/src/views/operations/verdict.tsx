/** One sentence that says how it stands, with a sign so that colour is not the only difference. */
export function Verdict({ text, level }: { text: string; level: 'good' | 'wait' | 'bad' }) {
  const signs = { good: '✓', wait: '◐', bad: '✕' }
  return (
    <p class={`verdict ${level}`} role="status">
      <span aria-hidden="true">{signs[level]}</span> {text}
    </p>
  )
}
