import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { ApiError } from '../../api/http'
import type { CheckedSpecs, Spec } from '../../api/run'
import type { Problem, Run } from '../../api/types'
import { changes } from '../../core/specs'
import { yaml } from '../../core/yaml'
import { Dialog } from '../dialog'
import { asApiError, useApi, useDoing } from '../hooks'
import { Choice, Failure } from '../parts'
import { ChangeList } from './change-list'
import { Created } from './created'

/** Edits a spec, says at once what is wrong with it and where, and runs it. */
export function SpecDialog({ spec, close }: { spec: Spec; close(): void }) {
  const api = useApi()
  const [text, setText] = useState(() => yaml(spec))
  const { checked, problem, checking } = useCheck(text)
  const [created, setCreated] = useState<readonly Run[]>()
  const doing = useDoing()
  const one = checked?.specs.length === 1 ? checked.specs[0] : undefined

  const run = async (event: Event): Promise<void> => {
    event.preventDefault()
    await doing.run(async () => setCreated(await api.createRuns(text)))
  }

  if (created) {
    return (
      <Dialog title="Edit and run" close={close}>
        <Created runs={created} />
        <div class="buttons">
          <button type="button" onClick={close}>
            Close
          </button>
        </div>
      </Dialog>
    )
  }
  return (
    <Dialog title="Edit and run" close={close} wide>
      <form onSubmit={run}>
        <div class="spec-tools">
          <Choice
            label="as"
            options={[
              { value: 'yaml', text: 'YAML', disabled: !one },
              { value: 'json', text: 'JSON', disabled: !one },
            ]}
            value={text.trimStart().startsWith('{') ? 'json' : 'yaml'}
            choose={form => one && setText(form === 'json' ? JSON.stringify(one, undefined, 2) : yaml(one))}
          />
          <button type="button" class="link" onClick={() => setText(yaml(spec))}>
            as it was
          </button>
        </div>
        <Editor text={text} change={setText} problems={problem?.problem.problems ?? []} />
        <Verdict checking={checking} checked={checked} problem={problem} before={spec} />
        {doing.error && <Failure error={doing.error} />}
        <div class="buttons">
          <button type="submit" class="primary" disabled={doing.busy || checking || !checked}>
            {doing.busy
              ? 'Creating …'
              : (checked?.specs.length ?? 1) > 1
                ? `Run all ${checked!.specs.length}`
                : 'Run it'}
          </button>
          <button type="button" class="quiet" onClick={close}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  )
}

interface Check {
  checked?: CheckedSpecs | undefined
  problem?: ApiError | undefined
  checking: boolean
}

/** Asks the tracker shortly after the last key; of answers that overtake each other the latest question's counts. */
function useCheck(text: string): Check {
  const api = useApi()
  const [state, setState] = useState<Check & { text?: string }>({ checking: true })
  useEffect(() => {
    let wanted = true
    const timer = setTimeout(() => {
      api.checkSpec(text).then(
        checked => wanted && setState({ checked, checking: false, text }),
        (error: unknown) => wanted && setState({ problem: asApiError(error), checking: false, text }),
      )
    }, 250)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [text, api])
  // What was said of an earlier text stays in sight, but nothing is run on its word.
  return state.text === text ? state : { ...state, checking: true }
}

interface EditorProps {
  text: string
  change(text: string): void
  problems: NonNullable<Problem['problems']>
}

function Editor({ text, change, problems }: EditorProps) {
  const area = useRef<HTMLTextAreaElement>(null)
  const gutter = useRef<HTMLOListElement>(null)
  const lines = useMemo(() => text.split('\n').length, [text])
  const wrong = new Set(problems.map(problem => problem.line))
  const go = (line: number): void => {
    const start =
      text
        .split('\n')
        .slice(0, line - 1)
        .join('\n').length + (line > 1 ? 1 : 0)
    const end = text.indexOf('\n', start)
    area.current?.focus()
    area.current?.setSelectionRange(start, end < 0 ? text.length : end)
  }
  return (
    <>
      <div class="editor">
        <ol ref={gutter} class="gutter" aria-hidden="true">
          {Array.from({ length: lines }, (_, i) => (
            <li key={i} class={wrong.has(i + 1) ? 'wrong' : ''}>
              {i + 1}
            </li>
          ))}
        </ol>
        <textarea
          ref={area}
          aria-label="The spec as YAML or JSON"
          aria-invalid={problems.length > 0}
          aria-describedby="spec-problems"
          spellcheck={false}
          wrap="off"
          value={text}
          onInput={event => change(event.currentTarget.value)}
          onScroll={event => {
            if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop
          }}
        />
      </div>
      <div id="spec-problems" role="status">
        <ul class="problems">
          {problems.map(({ path, line, message }) => (
            <li key={`${path} ${message}`}>
              {line !== undefined && (
                <button type="button" class="link" onClick={() => go(line)}>
                  line {line}
                </button>
              )}
              {path !== '' && <code>{path}</code>} {message}
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}

interface VerdictProps extends Check {
  before: Spec
}

function Verdict({ checking, checked, problem, before }: VerdictProps) {
  const told = problem?.problem.problems?.length ?? 0
  return (
    <div class="verdict" role="status" data-verdict={checking ? 'checking' : problem ? 'wrong' : 'right'}>
      {problem && told === 0 && <p class="error">{problem.message}</p>}
      {problem && told > 0 && (
        <p class="error">{told === 1 ? 'One problem' : `${told} problems`}; it cannot be run like this.</p>
      )}
      {checked && checked.specs.length > 1 && <p>A sweep of {checked.specs.length} runs.</p>}
      {checked?.specs.length === 1 && (
        <ChangeList changes={changes(before, checked.specs[0]!)} none="The same spec: it gives the same run again." />
      )}
      {!checked && !problem && <p class="muted">Checking …</p>}
    </div>
  )
}
