// Before anything is painted: the theme that was chosen here, so that no page flashes in the other one first. views/theme.tsx keeps it.
try {
  const chosen = localStorage.getItem('hourglass.theme')
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen
} catch {
  // A browser that keeps nothing has the theme of its system.
}
