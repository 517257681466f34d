import { Construct } from 'constructs';
import { AccountPurpose } from './account-purpose';
import { PlatformAccount } from './platform-account';
import { Platform } from '../private/platform';

/** Where a core account stands. */
export interface CoreAccountProps {
  /** What the account is there for. */
  readonly purpose: AccountPurpose;
  /** The platform's own name of its organizational unit. */
  readonly unit: string;
  /** Number of the wave that deploys it, from 0. */
  readonly wave: number;
  /** Its place among those that are kept for core accounts, a whole number from 0. */
  readonly slot: number;
}

/** An account that exists once in each landing zone, for all others. The management account makes it, or adopts it by its e-mail address. */
export abstract class CoreAccount extends PlatformAccount {
  protected constructor(scope: Construct, id: string, props: CoreAccountProps) {
    const platform = Platform.of(scope);
    super(scope, id, { ...props, organizationalUnit: platform.configuration.organizationalUnits.resolve(props.unit) });
    platform.management._vend(this);
    platform.management._billing.add({ account: this });
  }
}
