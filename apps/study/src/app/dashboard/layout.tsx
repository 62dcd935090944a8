import type { ReactNode } from "react";
import "./dashboard.css";
import "./figures.css";

export default function DashboardLayout({ children }: { children: ReactNode }) {
  return <div className="dashboard">{children}</div>;
}
