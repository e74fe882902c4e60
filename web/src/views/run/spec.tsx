import type { Run } from '../../api/types'
import { yaml } from '../../core/yaml'
import { Copy, Empty, Lines } from '../parts'

/** From this alone the run can be repeated. */
export function Spec({ run, spec }: { run: Run; spec: Run['spec'] }) {
  if (!spec) return <Empty>This run came without a spec.</Empty>
  const text = yaml(spec)
  return (
    <>
      <p class="spec-head">
        <Copy text={text} shown="YAML" label="Copy as YAML" />
        <Copy text={JSON.stringify(spec, undefined, 2)} shown="JSON" label="Copy as JSON" />
        <Copy
          text={run.specSha256}
          shown={<code>SHA-256 {run.specSha256.slice(0, 10)}</code>}
          label="Copy the SHA-256 of the canonical JSON"
        />
      </p>
      <Lines label="Spec">{text}</Lines>
    </>
  )
}
