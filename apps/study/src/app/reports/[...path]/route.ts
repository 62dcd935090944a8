import { answering } from "../../../server/error-response.ts";
import { readReportFile } from "../../../server/report-files.ts";

// A report is one self-contained page: its own styles, pictures as data, and nothing from elsewhere.
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; font-src data:; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Report folders, read only. */
export function GET(
  request: Request,
  { params }: { params: Promise<{ path: string[] }> },
): Promise<Response> {
  return answering(async () => {
    const { path } = await params;
    if (path.length === 1) {
      const page = `${new URL(request.url).pathname.replace(/\/$/, "")}/index.html`;
      return new Response(null, { status: 307, headers: { Location: page } });
    }
    const found = await readReportFile(path);
    if (found === undefined) return new Response("not found\n", { status: 404 });
    return new Response(Buffer.from(found.bytes), {
      headers: {
        "Content-Type": found.contentType,
        "Content-Security-Policy": policy,
        "Cache-Control": "no-cache",
      },
    });
  });
}
