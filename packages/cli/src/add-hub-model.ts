import { KnownError } from "@pairlab/domain/errors";
import { downloadModel } from "@pairlab/pipeline/hub/download-model";
import { downloadPlan } from "@pairlab/pipeline/hub/download-plan";
import { hubEndpoint } from "@pairlab/pipeline/hub/hub-endpoint";
import { type HubCall, hubRevision } from "@pairlab/pipeline/hub/list-hub-files";
import { addModel } from "@pairlab/pipeline/model-folder/add-model";
import { assertNameIsFree, downloadFolder } from "@pairlab/pipeline/model-folder/added-models";
import type { ModelPreset } from "@pairlab/pipeline/presets/model-preset";
import { presetFor, readPresets } from "@pairlab/pipeline/presets/read-presets";
import type { AddModelOptions, ModelAddition } from "./add-model-options.ts";
import type { CommandContext } from "./command-context.ts";
import { environment } from "./env.ts";
import { Interrupted } from "./interrupted.ts";
import { nameFrom } from "./model-source.ts";
import { isSecondHand, type ModelTerms, showTerms } from "./model-terms.ts";
import { pipelineFolders } from "./pipeline-folders.ts";
import { byteText } from "./terminal.ts";

/**
 * Downloads a repository's model and makes it known.
 *
 * What has arrived stays when it is interrupted, and a later call goes on from there.
 * Throws: KnownError; Interrupted after Ctrl-C, with the command that continues.
 */
export async function addHubModel(
  context: CommandContext,
  named: string,
  options: AddModelOptions,
): Promise<ModelAddition> {
  const { terminal, root, folders, signal } = context;
  const preset = presetFor(await readPresets(), [named]);
  const { repository, revision } = wanted(named, preset, options.revision);
  const id = options.id ?? preset?.id ?? nameFrom(repository);
  await assertNameIsFree(pipelineFolders(root, folders), id);
  const endpoint = hubEndpoint(environment.hubEndpoint, environment.hubToken);
  const call: HubCall = { endpoint, signal, onRemark: terminal.say };
  const page = `${endpoint.url}/${repository}`;
  if (preset !== undefined)
    showTerms(terminal, presetTerms(preset, page, options), options.acceptLicence);
  terminal.say(`${repository} at ${revision}, from ${endpoint.url}`);
  try {
    const { commit, licence } = await hubRevision(call, repository, revision);
    const terms = preset
      ? presetTerms(preset, page, options)
      : cardTerms(options.licence ?? licence, page);
    if (preset === undefined) showTerms(terminal, terms, options.acceptLicence);
    remarkOnMove(terminal.say, preset, repository, commit);
    const { subfolder } = options;
    const source = { repository, commit, ...(subfolder === undefined ? {} : { subfolder }) };
    return await download(context, call, { id, source, terms, options, preset });
  } catch (error) {
    if (signal.aborted)
      throw new Interrupted(
        "stopped; what has arrived is kept. Continue: run the same command again",
      );
    throw withAdvice(error, preset);
  }
}

interface Wanted {
  id: string;
  source: { repository: string; commit: string; subfolder?: string };
  terms: ModelTerms;
  options: AddModelOptions;
  preset: ModelPreset | undefined;
}

async function download(
  { terminal, root, folders, now }: CommandContext,
  call: HubCall,
  { id, source, terms, options, preset }: Wanted,
): Promise<ModelAddition> {
  const places = pipelineFolders(root, folders);
  const plan = await downloadPlan(call, source);
  terminal.say(`${plan.files.length} files, ${byteText(plan.sizeBytes)}`);
  const progress = terminal.progress(id, plan.sizeBytes, "bytes");
  const folder = downloadFolder(places.added, id);
  const done = await downloadModel({ ...call, plan, folder, onProgress: progress.update }).finally(
    progress.end,
  );
  const { repository, commit } = source;
  const added = await addModel(
    places,
    {
      ...done,
      id,
      title: options.title ?? preset?.title ?? repository,
      licence: terms.licence,
      notice: terms.notice,
      origin: `downloaded from ${repository}`,
      upstream: { repository, revision: commit },
      preset,
    },
    now(),
  );
  const { foreignOperators } = done.inspected;
  return { ...added, folder: done.folder, preset, foreignOperators };
}

/** The repository that can be run. Throws: KnownError (missing) where only one for another program is known. */
function wanted(named: string, preset: ModelPreset | undefined, revision: string | undefined) {
  if (revision !== undefined) return { repository: named, revision };
  if (preset === undefined) return { repository: named, revision: "main" };
  if (preset.download !== null) return preset.download;
  throw new KnownError("missing", `missing ONNX files: ${named} publishes none that can be run`, {
    code: "MODEL_LAYOUT",
    hint: preset.advice ?? "export it with optimum-cli and add the folder",
  });
}

/** What a preset knows to do where its export turns out not to be one that can be run. */
function withAdvice(error: unknown, preset: ModelPreset | undefined): unknown {
  const isLayout = error instanceof KnownError && error.code === "MODEL_LAYOUT";
  if (!isLayout || preset?.advice === undefined) return error;
  const extras = { code: "MODEL_LAYOUT", hint: preset.advice, cause: error };
  return new KnownError(error.kind, error.message, extras);
}

function presetTerms(preset: ModelPreset, page: string, { licence }: AddModelOptions): ModelTerms {
  return {
    licence: licence ?? preset.licence,
    notice: preset.notice,
    address: preset.licenceAddress ?? page,
    isSecondHand: isSecondHand(preset),
  };
}

function cardTerms(licence: string | undefined, page: string): ModelTerms {
  if (licence === undefined)
    throw new KnownError("input", `missing licence: the model's card at ${page} states none`, {
      hint: "find out on what terms it may be used and name them with --licence",
    });
  return {
    licence,
    notice: `read the licence and the model's card at ${page} before you use it`,
    address: page,
  };
}

function remarkOnMove(
  say: (text: string) => void,
  preset: ModelPreset | undefined,
  repository: string,
  commit: string,
): void {
  const { repository: known, commit: recorded } = preset?.download ?? {};
  if (known === repository && recorded !== undefined && !commit.startsWith(recorded))
    say(`the export has changed since it was written down here: ${recorded}, now ${commit}`);
}
