"use client";

import { Component, type ReactNode, Suspense } from "react";
import { AsWritten } from "./as-written";

/**
 * Where showing `children` fails all the same, `text` is shown as it was written and the rest of the page stays: in the
 * browser by the boundary for errors, while the server renders by the one around it.
 */
export class ShownSafely extends Component<{ children: ReactNode; text: string }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError = () => ({ failed: true });

  override componentDidUpdate(before: { text: string }) {
    if (this.state.failed && before.text !== this.props.text) this.setState({ failed: false });
  }

  override render() {
    const instead = <AsWritten text={this.props.text} why="broken" />;
    return this.state.failed ? instead : <Suspense fallback={instead}>{this.props.children}</Suspense>;
  }
}
