/** A national cloud: where its Graph is, where its tokens come from, and whom assertions of another issuer are addressed to. */
export interface Cloud {
  readonly name: CloudName;
  /** The root of Microsoft Graph, without a slash at its end; tokens are asked for and issued for it. */
  readonly graph: string;
  /** Authority hosts; the first is asked, the others are known to be of the same cloud. */
  readonly authorities: readonly [string, ...string[]];
  /** The audience (aud) of a federated assertion that is exchanged for a token. */
  readonly assertionAudience: string;
}

/** The clouds by their names in GRAPH_CLOUD; tokens of one are no good in another. */
export const cloudNames = ['global', 'usgov', 'usgovdod', 'china'] as const;

/** The name of a cloud. */
export type CloudName = (typeof cloudNames)[number];

/** The clouds (learn.microsoft.com/graph/deployments). */
export const clouds: Readonly<Record<CloudName, Cloud>> = {
  global: {
    name: 'global',
    graph: 'https://graph.microsoft.com',
    authorities: ['https://login.microsoftonline.com', 'https://login.windows.net', 'https://sts.windows.net'],
    assertionAudience: 'api://AzureADTokenExchange',
  },
  usgov: {
    name: 'usgov',
    graph: 'https://graph.microsoft.us',
    authorities: ['https://login.microsoftonline.us'],
    assertionAudience: 'api://AzureADTokenExchangeUSGov',
  },
  usgovdod: {
    name: 'usgovdod',
    graph: 'https://dod-graph.microsoft.us',
    authorities: ['https://login.microsoftonline.us'],
    assertionAudience: 'api://AzureADTokenExchangeUSGov',
  },
  china: {
    name: 'china',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    authorities: ['https://login.chinacloudapi.cn', 'https://login.partner.microsoftonline.cn'],
    assertionAudience: 'api://AzureADTokenExchangeChina',
  },
};

/** The id of Microsoft Graph's own application, which is the same in every cloud. */
const graphApplication = '00000003-0000-0000-c000-000000000000';

/** What a token for the Graph of a cloud may name as its audience (aud). */
export function audiencesOf({ graph }: Cloud): string[] {
  return [graph, `${graph}/`, graphApplication];
}

/** The scope by which everything that an application has been granted on the Graph of a cloud is asked for. */
export function scopeOf({ graph }: Cloud): string {
  return `${graph}/.default`;
}

/** The clouds that an authority host is known to be of, none for a private one. */
export function cloudsOf(authority: string): Cloud[] {
  return Object.values(clouds).filter(({ authorities }) => authorities.includes(authority));
}

/** Ends of names that nobody can register, so that a host below them is never Microsoft's (RFC 2606, RFC 6761, RFC 6762 appendix G, ICANN's `internal`). */
const privateEnds = 'test|example|invalid|localhost|local|internal|intranet|private|corp|home|lan';

/** Graph in clouds that have no name here, such as one that is gone, and beside the hosts that are documented. */
const otherGraph = new RegExp(`(?:^|[.-])graph\\.microsoft\\.(?!(?:${privateEnds})$)[a-z0-9-]+$`);

/** What a host is of Microsoft Graph. */
export interface GraphHost {
  /** Left out for a cloud that has no name here. */
  readonly cloud?: CloudName;
}

/** The part of Microsoft Graph that a host is, or is below of; undefined for every other host. `host` is as the parser of URLs gives it. */
export function graphHost(host: string): GraphHost | undefined {
  const name = host.replace(/\.+$/, '');
  const found = Object.values(clouds).find(({ graph }) => {
    const { hostname } = new URL(graph);
    return name === hostname || name.endsWith(`.${hostname}`);
  });
  if (found) return { cloud: found.name };
  return otherGraph.test(name) ? {} : undefined;
}
