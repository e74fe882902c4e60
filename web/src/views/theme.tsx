/** Light or dark: by the system, or as it was chosen here. `theme.js` applies the choice before the first painting. */
import { useLayoutEffect } from 'preact/hooks'
import type { Theme } from '../core/colours'
import { useKept } from './kept'
import { useMedia } from './media'

const themes = ['system', 'light', 'dark'] as const

export function useTheme(): Theme {
  const dark = useMedia('(prefers-color-scheme: dark)')
  const [theme] = useKept('theme', themes)
  return theme === 'system' ? (dark ? 'dark' : 'light') : theme
}

/** Once a page: keeps the document in the theme that was chosen, here or in another tab. */
export function useAppliedTheme(): void {
  const [theme] = useKept('theme', themes)
  useLayoutEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme
  }, [theme])
}

const icons = {
  // A disc half in the light, a sun, a moon.
  system: (
    <>
      <circle cx="8" cy="8" r="5.8" fill="none" stroke="currentColor" stroke-width="1.4" />
      <path d="M8 2.2a5.8 5.8 0 0 1 0 11.6z" />
    </>
  ),
  light: (
    <path d="M8 4.6a3.4 3.4 0 1 0 0 6.8 3.4 3.4 0 0 0 0-6.8zM7.4 0h1.2v2.6H7.4zm0 13.4h1.2V16H7.4zM0 7.4h2.6v1.2H0zm13.4 0H16v1.2h-2.6zM1.92 2.77l.85-.85 1.84 1.84-.85.85zm9.47 9.47.85-.85 1.84 1.84-.85.85zm2.69-9.47-1.84 1.84-.85-.85 1.84-1.84zm-9.47 9.47-1.84 1.84-.85-.85 1.84-1.84z" />
  ),
  dark: <path d="M6.2 1.6a6.6 6.6 0 1 0 8.2 8.2A5.6 5.6 0 0 1 6.2 1.6z" />,
}
const words = { system: 'as the system', light: 'light', dark: 'dark' }

/** Goes round the three. */
export function ThemeButton() {
  const [theme, choose] = useKept('theme', themes)
  const next = themes[(themes.indexOf(theme) + 1) % themes.length]!
  return (
    <button
      type="button"
      class="icon"
      aria-label={`Theme: ${words[theme]}. Change to ${words[next]}`}
      title={`Theme: ${words[theme]}`}
      onClick={() => choose(next)}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="currentColor">
        {icons[theme]}
      </svg>
    </button>
  )
}
