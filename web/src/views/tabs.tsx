interface TabsProps<T extends string> {
  /** What the tabs are about. */
  label: string
  tabs: readonly { value: T; text: string }[]
  value: T
  choose(value: T): void
}

/** A row of tabs over the element `tabpanel`; arrows move along it. */
export function Tabs<T extends string>({ label, tabs, value, choose }: TabsProps<T>) {
  const move = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    const at = tabs.findIndex(tab => tab.value === value)
    const next = tabs[(at + step + tabs.length) % tabs.length]!.value
    choose(next)
    document.getElementById(`tab-${next}`)?.focus()
  }
  return (
    <div role="tablist" aria-label={label} class="tabs" tabIndex={-1} onKeyDown={move}>
      {tabs.map(tab => (
        <button
          key={tab.value}
          id={`tab-${tab.value}`}
          type="button"
          role="tab"
          aria-selected={tab.value === value}
          aria-controls="tabpanel"
          tabIndex={tab.value === value ? 0 : -1}
          onClick={() => choose(tab.value)}
        >
          {tab.text}
        </button>
      ))}
    </div>
  )
}
