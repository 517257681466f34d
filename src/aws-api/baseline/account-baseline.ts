import {
  EC2Client, EnableEbsEncryptionByDefaultCommand, GetEbsEncryptionByDefaultCommand, GetInstanceMetadataDefaultsCommand,
  ModifyInstanceMetadataDefaultsCommand,
} from '@aws-sdk/client-ec2';
import { IAMClient } from '@aws-sdk/client-iam';
import { BASELINE_ATTRIBUTES } from './constants';
import { DefaultVpc, removeDefaultVpc } from './default-vpc';
import { strengthenPasswords } from './password-policy';
import type { ResourceKind } from '../runtime/custom-resource';
import { Properties } from '../runtime/properties';

/** The properties, typed. */
interface Baseline {
  readonly EncryptVolumes: boolean;
  readonly RemoveDefaultVpc: boolean;
  readonly PasswordPolicy: boolean;
  readonly RequireTokens: boolean;
}

/** Two hops: one more than an instance needs, for what runs in containers. */
const HOPS = 2;

/** What an account has from its first minute on, in this region. Each is looked at first, and nothing is switched off. */
export class AccountBaselineKind implements ResourceKind<Baseline> {
  public constructor(private readonly ec2: EC2Client, private readonly iam: IAMClient) {}

  public parse(raw: Record<string, unknown>): Baseline {
    const properties = new Properties(raw);
    return {
      EncryptVolumes: properties.flag('EncryptVolumes'),
      RemoveDefaultVpc: properties.flag('RemoveDefaultVpc'),
      PasswordPolicy: properties.flag('PasswordPolicy'),
      RequireTokens: properties.flag('RequireTokens'),
    };
  }

  public async ensure({ properties }: { properties: Baseline }) {
    if (properties.EncryptVolumes) await this.encryptVolumes();
    if (properties.RequireTokens) await this.requireTokens();
    if (properties.PasswordPolicy) await strengthenPasswords(this.iam);
    const vpc: DefaultVpc | 'not looked at' = properties.RemoveDefaultVpc ? await removeDefaultVpc(this.ec2) : 'not looked at';
    console.log(JSON.stringify({ defaultVpc: vpc }));
    return { physicalId: 'account-baseline', attributes: { [BASELINE_ATTRIBUTES.defaultVpc]: vpc } };
  }

  /** An account does not become less safe because a stack goes. */
  public async remove(): Promise<void> {}

  private async encryptVolumes(): Promise<void> {
    const { EbsEncryptionByDefault } = await this.ec2.send(new GetEbsEncryptionByDefaultCommand({}));
    if (!EbsEncryptionByDefault) await this.ec2.send(new EnableEbsEncryptionByDefaultCommand({}));
  }

  private async requireTokens(): Promise<void> {
    const { AccountLevel } = await this.ec2.send(new GetInstanceMetadataDefaultsCommand({}));
    if (AccountLevel?.HttpTokens === 'required') return;
    await this.ec2.send(new ModifyInstanceMetadataDefaultsCommand({ HttpTokens: 'required', HttpPutResponseHopLimit: HOPS }));
  }
}
