import type { Metadata } from "next";
import { headers } from "next/headers";
import { entryLink } from "../../../core/entry-link.ts";
import { clockTime, dateTime } from "../../../core/number-words.ts";
import { dashboardView } from "../../../server/dashboard-view.ts";
import { demandResearcher, knownStudy } from "../../../server/researcher-page.ts";
import { AutoRefresh } from "../../../ui/dashboard/auto-refresh.tsx";
import { ChainPanel } from "../../../ui/dashboard/chain-panel.tsx";
import { FillTable } from "../../../ui/dashboard/fill-table.tsx";
import { Invitation } from "../../../ui/dashboard/invitation.tsx";
import { Overview } from "../../../ui/dashboard/overview.tsx";
import { PlanFacts } from "../../../ui/dashboard/plan-facts.tsx";
import { RefusedRequests } from "../../../ui/dashboard/refused-requests.tsx";
import { ResponseTimes } from "../../../ui/dashboard/response-times.tsx";
import { ResultsPanel } from "../../../ui/dashboard/results-panel.tsx";
import { SessionTable } from "../../../ui/dashboard/session-table.tsx";
import { SimulatedStrip } from "../../../ui/dashboard/simulated-strip.tsx";
import { StateWord } from "../../../ui/dashboard/state-word.tsx";
import { WayThrough } from "../../../ui/dashboard/way-through.tsx";

export const metadata: Metadata = { title: "Dashboard" };

/** One study for its researcher: how far it is, and nothing about who is winning. */
export default async function DashboardPage(props: {
  params: Promise<{ study: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  await demandResearcher(props.searchParams);
  const record = await knownStudy((await props.params).study);
  const { id: studyId, mode, state, plan } = record;
  const { progress, sealed, fill, habits, sessions, head, report, refusals, leaks, readAt } =
    await dashboardView(record);
  const origin = originOf(await headers());
  const labels = new Map(record.manifest.arms.map(({ id, label }) => [id, label]));
  return (
    <>
      {mode === "simulated" && <SimulatedStrip />}
      <main className="board">
        <header className="board-head">
          <p>
            <a href="/dashboard">All studies</a>
          </p>
          <h1>{record.title}</h1>
          <p className="card-line">
            <StateWord state={state} />
            <code>{studyId}</code>
            {progress.lastAnswerMs !== null && (
              <span className="quiet">last answer {dateTime(progress.lastAnswerMs)}</span>
            )}
          </p>
          <AutoRefresh readAt={clockTime(readAt.getTime())} />
        </header>
        <Overview
          {...{ progress, habits }}
          promisedMinutes={record.study.consent.minutes}
          isSimulated={mode === "simulated"}
        />
        <ResultsPanel {...{ studyId, mode, state, sealed, report }} slots={progress.slots} />
        {mode === "live" && (
          <Invitation {...{ studyId, state }} link={entryLink(origin, record.study)} />
        )}
        <FillTable fill={fill} questions={plan.questions} labelOf={(id) => labels.get(id) ?? id} />
        <div className="side-by-side">
          <WayThrough reached={progress.reached} />
          <ResponseTimes times={habits.times} />
        </div>
        <SessionTable sessions={sessions} isSimulated={mode === "simulated"} />
        {mode === "live" && <RefusedRequests refusals={refusals} />}
        {mode === "live" && <ChainPanel {...{ studyId, head }} />}
        <PlanFacts
          {...{ plan, leaks }}
          hashes={[
            { name: "plan", sha256: record.planSha256 },
            { name: "design", sha256: record.designSha256 },
            { name: "consent", sha256: record.consentSha256 },
            { name: "manifest", sha256: record.manifestSha256 },
          ]}
        />
      </main>
    </>
  );
}

/** Where this app is reached, behind a proxy too. */
const originOf = (asked: Headers): string =>
  `${asked.get("x-forwarded-proto") ?? "http"}://${asked.get("x-forwarded-host") ?? asked.get("host")}`;
