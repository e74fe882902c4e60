import type { Unlike } from '../../core/aging'
import { count } from '../../core/numbers'

/** The measure takes every branch for one of the same system, whatever its spec says. */
export function UnlikeBanner({ mixed, leaveOut }: { mixed: Unlike; leaveOut(runs: readonly string[]): void }) {
  const { paths, odd } = mixed
  return (
    <div class="banner aging-unlike">
      <p>
        These branches differ in more than their waiting times:{' '}
        {paths.map((path, at) => (
          <span key={path}>
            {at > 0 && ', '}
            <code>{path}</code>
          </span>
        ))}
        . The measure of collapse counts them as if they were alike.
      </p>
      <button type="button" onClick={() => leaveOut(odd)}>
        Leave out {odd.length === 1 ? 'the one that is' : `the ${count(odd.length)} that are`} unlike most
      </button>
    </div>
  )
}
