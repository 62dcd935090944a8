import type { ReactNode } from "react";
import { ForgetKey } from "../../ui/dashboard/forget-key.tsx";
import "./dashboard.css";
import "./figures.css";

export default function DashboardLayout({ children }: { children: ReactNode }) {
  return (
    <div className="dashboard">
      <ForgetKey />
      {children}
    </div>
  );
}
