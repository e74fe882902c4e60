import { hand } from '../../figure/save'

/** A text as a file. */
export function Download({ text, name, type, shown }: { text: string; name: string; type: string; shown: string }) {
  return (
    <button type="button" class="link" onClick={() => hand(new Blob([text], { type }), name)}>
      {shown}
    </button>
  )
}
