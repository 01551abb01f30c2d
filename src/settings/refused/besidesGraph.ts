import { type GraphHost, graphHost } from '../cloud.ts';
import { type Form, SettingError } from '../setting.ts';

/** The form of an address at which Microsoft Graph itself must never be; `because` says why, and what to do instead. */
export function besidesGraph(form: Form<string>, because: (graph: GraphHost) => string): Form<string> {
  return (value, setting) => {
    const graph = URL.canParse(value) ? graphHost(new URL(value).hostname) : undefined;
    if (graph) throw new SettingError(`${setting.name} is a host of Microsoft Graph itself, ${because(graph)}`);
    return form(value, setting);
  };
}

/** Why Graph is not judged as a mock server. */
export function isNoMock({ cloud }: GraphHost): string {
  const live =
    cloud === undefined || cloud === 'global' ? 'GRAPH_TARGET=live' : `GRAPH_TARGET=live GRAPH_CLOUD=${cloud}`;
  return `and a mock server is sent every documented request, also those that write and delete; unset it and run npm run conformance with ${live}, and with GRAPH_CREDENTIAL=token and a token in GRAPH_TOKEN only to read`;
}

/** Why Graph is not gone through. */
export function isNoProxy(): string {
  return 'which is no proxy; set it to the proxy, or unset it';
}

/** Why Graph is not asked for tokens. */
export function isNoAuthority(): string {
  return 'which issues no tokens; unset it, or set it to the host that does';
}
