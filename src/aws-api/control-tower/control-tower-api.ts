import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';
import { pause } from '../runtime/pause';

/** A baseline that is on somewhere. */
export interface EnabledBaseline {
  readonly arn: string;
  readonly baselineIdentifier: string;
  readonly statusSummary?: { readonly status?: string };
}

interface Page {
  readonly enabledBaselines?: EnabledBaseline[];
  readonly nextToken?: string;
}

/** Where and as whom the API is called. */
export interface ControlTowerApiProps {
  readonly region: string;
  readonly endpoint: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string };
}

/** Attempts of one call, and the answers that pass. */
const ATTEMPTS = 6;
const PASSING = [429, 500, 502, 503, 504];

/**
 * The one call of Control Tower that is needed. Its client of the SDK, as npm has it, is older than baselines.
 *
 * @see https://docs.aws.amazon.com/controltower/latest/APIReference/API_ListEnabledBaselines.html
 */
export class ControlTowerApi {
  /** @param where asked at each call: credentials end */
  public constructor(private readonly where: () => ControlTowerApiProps) {}

  /** All of one kind, wherever they are on. */
  public async enabledBaselines(baselineIdentifier: string): Promise<EnabledBaseline[]> {
    const found: EnabledBaseline[] = [];
    for (let nextToken: string | undefined, first = true; first || nextToken; first = false) {
      const page: Page = await this.post('/list-enabled-baselines', { filter: { baselineIdentifiers: [baselineIdentifier] }, ...nextToken && { nextToken } });
      found.push(...page.enabledBaselines ?? []);
      nextToken = page.nextToken;
    }
    return found;
  }

  private async post(path: string, input: object): Promise<Page> {
    const body = JSON.stringify(input);
    const { region, endpoint, credentials } = this.where();
    const { hostname, host, protocol, port } = new URL(endpoint);
    const signer = new SignatureV4({ service: 'controltower', region, credentials, sha256: Sha256 });
    for (let attempt = 1; ; attempt++) {
      const signed = await signer.sign({
        method: 'POST', protocol, hostname, port: port ? Number(port) : undefined, path, body, headers: { 'host': host, 'content-type': 'application/json' },
      });
      const response = await fetch(new URL(path, endpoint), { method: 'POST', headers: signed.headers, body });
      const text = await response.text();
      if (response.ok) return JSON.parse(text) as Page;
      const name = response.headers.get('x-amzn-errortype')?.split(':')[0] ?? `status ${response.status}`;
      if (!PASSING.includes(response.status) || attempt === ATTEMPTS) {
        throw Object.assign(new Error(`controltower:ListEnabledBaselines in ${region}: ${name}: ${text.slice(0, 500)}`), { name });
      }
      await pause(500 * 2 ** attempt);
    }
  }
}
