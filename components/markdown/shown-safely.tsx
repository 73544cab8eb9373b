"use client";

import { Component, type ReactNode } from "react";
import { AsWritten } from "./as-written";

/** Where a browser fails to show `children` all the same, `text` is shown as it was written and the page stays. */
export class ShownSafely extends Component<{ children: ReactNode; text: string }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError = () => ({ failed: true });

  override componentDidUpdate(before: { text: string }) {
    if (this.state.failed && before.text !== this.props.text) this.setState({ failed: false });
  }

  override render() {
    return this.state.failed ? <AsWritten text={this.props.text} why="broken" /> : this.props.children;
  }
}
