import { Component, type ReactNode } from "react";
import { ProblemSheet } from "../ui/problem-sheet.tsx";

/** The plain problem page in place of what can't be shown. */
export class ProblemBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state: { hasFailed: boolean } = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? <ProblemSheet /> : this.props.children;
  }
}
