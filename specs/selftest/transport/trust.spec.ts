import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../../../fixtures/command.ts';
import { startProxy } from '../../../fixtures/proxy.ts';
import { createApplicationCertificate } from '../../../src/tenant/certificates.ts';
import { startTenant } from '../../../src/tenant/tenant.ts';

test.setTimeout(120_000);

/** Where the authority of the tenant is trusted, while GRAPH_CA names another one. */
const stores: readonly [title: string, environment: (file: string) => Readonly<Record<string, string>>][] = [
  ['NODE_EXTRA_CA_CERTS', (file) => ({ NODE_EXTRA_CA_CERTS: file })],
  ['the store of the system', (file) => ({ NODE_OPTIONS: '--use-openssl-ca', SSL_CERT_FILE: file })],
];
for (const [title, environment] of stores)
  for (const isProxied of [false, true])
    test(`GRAPH_CA adds to ${title}, for tokens and for Graph${isProxied ? ', behind a proxy' : ''}`, async ({
      workspace,
    }) => {
      const tenant = await startTenant({ proof: 'client-secret' });
      const proxy = await startProxy();
      const trusted = join(workspace.folder, 'trusted.pem');
      const other = join(workspace.folder, 'other.pem');
      writeFileSync(trusted, readFileSync(tenant.environment['GRAPH_CA'] ?? '', 'utf8'));
      writeFileSync(other, (await createApplicationCertificate()).cert);
      const { code, stdout, stderr } = await workspace.run('conformance', ['--only', 'groupPolicyOperation/list'], {
        ...tenant.environment,
        ...environment(trusted),
        GRAPH_CA: other,
        GRAPH_WRITES: 'dedicated',
        GRAPH_DEDICATED_TENANTS: tenant.id,
        ...(isProxied ? { GRAPH_PROXY: `http://${proxy.address}` } : {}),
      });
      const proxied = new Set(proxy.asked.map(({ target }) => target));
      const hosts = [tenant.entra.host, tenant.environment['GRAPH_BASE_URL'] ?? ''].map((url) => new URL(url).host);
      await tenant.close();
      await proxy.close();
      expect(stdout + stderr).not.toMatch(/authority|certificate/);
      expect(code).toBe(0);
      expect([...proxied].sort()).toEqual(isProxied ? hosts.sort() : []);
    });
