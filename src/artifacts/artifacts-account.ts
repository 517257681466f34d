import { Construct } from 'constructs';
import type { Artifact } from './artifact';
import { CentralArtifacts } from './central-artifacts';
import type { Publisher } from './publisher';
import { AccountPurpose } from '../accounts/account-purpose';
import { CoreAccount } from '../accounts/core-account';
import { INFRASTRUCTURE_UNIT } from '../accounts/organizational-units';

/** The artifacts account: what is built once, belongs to no environment, and may be deployed in any. */
export class ArtifactsAccount extends CoreAccount {
  private readonly central: CentralArtifacts;

  public constructor(scope: Construct, id: string) {
    super(scope, id, { purpose: AccountPurpose.ARTIFACTS, unit: INFRASTRUCTURE_UNIT, wave: 2, slot: 4 });
    this.central = new CentralArtifacts(this, 'central');
  }

  /**
   * Lets the jobs of a repository publish some artifacts, and nothing else.
   *
   * @returns ARN of the role that they take
   */
  public addPublisher(publisher: Publisher, artifacts: Artifact[]): string {
    return this.central.addPublisher(publisher, artifacts);
  }
}
