import { sha256 } from '../text/sha256.ts';

/** The variables by which systems tell one run of a pipeline from another; running it again may leave the first as it is. */
const variables = ['GITHUB_RUN_ID', 'BUILD_BUILDID', 'CI_PIPELINE_ID', 'BUILDKITE_BUILD_ID', 'CIRCLE_WORKFLOW_ID'];

/** What tells the run of a pipeline from others, without saying which it is; undefined outside of pipelines. */
export function pipelineOf(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const set = variables.flatMap((name) => (environment[name] ? [`${name}=${environment[name]}`] : []));
  return set.length === 0 ? undefined : sha256(set.join('\n')).slice(0, 16);
}
