import { Component, type ComponentType, type FunctionComponent } from 'preact'

/** A view that is drawn again only when one of its properties is another: a scroll draws the lines that come, not those that stay. */
export function pure<P extends object>(View: FunctionComponent<P>): ComponentType<P> {
  return class extends Component<P> {
    override shouldComponentUpdate(next: P): boolean {
      const names = new Set([...Object.keys(this.props), ...Object.keys(next)]) as Set<keyof P>
      return [...names].some(name => this.props[name] !== next[name])
    }

    override render() {
      return <View {...this.props} />
    }
  }
}
