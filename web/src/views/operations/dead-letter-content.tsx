import { useMemo } from 'preact/hooks'
import type { DeadLetterContent as Content } from '../../api/operations'
import { fromBase64, hexLines } from '../../core/bytes'
import { count } from '../../core/numbers'
import { useApi, useMedia, useResource } from '../hooks'
import { Failure, Loading, Lines, Name, Prose } from '../parts'

/** One record as it stands in the log. */
export function DeadLetterContent({ position }: { position: string }) {
  const api = useApi()
  const { data, error, reload } = useResource(position, signal => api.deadLetter(position, signal))
  if (error) return <Failure error={error} retry={reload} />
  if (!data) return <Loading what="the record" />
  return (
    <div class="letter">
      {data.headers.length === 0 ? (
        <p class="muted">The record has no headers.</p>
      ) : (
        <dl class="facts small" aria-label="The record's headers">
          {data.headers.map((header, i) => (
            // A record may have two headers of one name.
            <div class="fact" key={i}>
              <dt>
                <Name text={header.name} />
              </dt>
              <dd>
                <Prose text={header.text ?? `${header.base64 ?? ''} (Base64)`} most={400} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      <Hex content={data} />
      <p>
        <a class="button" href={api.deadLetterUrl(position)} download>
          Download {count(data.record.bytes)} bytes
        </a>
      </p>
    </div>
  )
}

function Hex({ content }: { content: Content }) {
  const narrow = useMedia('(max-width: 720px)')
  const bytes = useMemo(() => fromBase64(content.head), [content.head])
  const lines = useMemo(() => hexLines(bytes, narrow ? 8 : 16), [bytes, narrow])
  if (bytes.length === 0) return <p class="muted">The record has no bytes.</p>
  return (
    <>
      <Lines label="The record's bytes" class="hex">
        {lines.map(({ offset, hex, text }) => (
          <span key={offset} class="hex-line">
            <span class="muted">{offset}</span>
            {`  ${hex}  `}
            <b>{text}</b>
            {'\n'}
          </span>
        ))}
      </Lines>
      {content.cut && (
        <p class="muted">
          The first {count(bytes.length)} of {count(content.record.bytes)} bytes.
        </p>
      )}
    </>
  )
}
