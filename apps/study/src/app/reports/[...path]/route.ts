import { at } from "@pairlab/domain/at";
import { answering } from "../../../server/error-response.ts";
import { mayReadReport } from "../../../server/may-read-report.ts";
import { readReportFile, reportAddress } from "../../../server/report-files.ts";

// A report is one self-contained page: its own styles, pictures as data, and nothing from elsewhere.
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; font-src data:; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Report folders, read only. A folder's name or a study's id alone leads to its page. */
export function GET(
  _request: Request,
  { params }: { params: Promise<{ path: string[] }> },
): Promise<Response> {
  return answering("", async () => {
    const { path } = await params;
    if (path.length === 1) {
      const address = await reportAddress(at(path, 0));
      if (address === undefined) return noReport();
      const headers = { Location: address, "Cache-Control": "no-store" };
      return new Response(null, { status: 307, headers });
    }
    const found = await readReportFile(path);
    if (found === undefined || !(await mayReadReport(path))) return noReport();
    return new Response(Buffer.from(found.bytes), {
      headers: {
        "Content-Type": found.contentType,
        "Content-Security-Policy": policy,
        "Cache-Control": "no-cache",
      },
    });
  });
}

const noReport = () =>
  new Response("There is no such report.\n", {
    status: 404,
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
  });
