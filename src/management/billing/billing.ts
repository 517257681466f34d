import type { Stack } from 'aws-cdk-lib';
import { addBillExport } from './bill-export';
import { BillingConfiguration, billingConfiguration, checkAmount } from './billing-configuration';
import { addBudget } from './budget';
import { addCostCategory, CategorisedAccount } from './cost-category';
import { addCostExplorer } from './cost-explorer';
import { PlatformAccount } from '../../accounts/platform-account';
import { partOf } from '../../accounts/slots';
import type { StackReference } from '../../accounts/stack-book';
import { Platform } from '../../private/platform';

/** Where AWS keeps the bill: CloudFormation has all types of it in this region and in few others. */
const REGION = 'us-east-1';
const PART = 'billing';

/** An account, and what it may cost. */
export interface BilledAccount extends CategorisedAccount {
  readonly monthlyBudget?: number;
  readonly owner?: string;
}

/** What the management account does about money: in stacks of its own, so that nothing of it hinders an account from being made. */
export class Billing {
  private readonly configuration: BillingConfiguration;
  private readonly accounts: CategorisedAccount[] = [];
  private readonly after: StackReference;

  public constructor(private readonly management: PlatformAccount, private readonly platform: Platform) {
    const { problems, landingZone, billing = {}, prefix, regions } = platform.configuration;
    this.after = { region: regions.home, part: 'organization' };
    const configuration = this.configuration = billingConfiguration(problems, landingZone, billing, management.rootEmail);
    if (!this.isOffered) {
      if (platform.configuration.billing) {
        problems.add(landingZone, 'billing', regions.partition, 'the partition aws: in others AWS bills elsewhere or by other means', 'nothing for billing');
      }
      return;
    }
    this.build(PART, stack => {
      if (configuration.monthlyBudget) addBudget(stack, 'Budget', { name: `${prefix}-organization`, amount: configuration.monthlyBudget, emails: configuration.alertEmails }, configuration);
      addCostCategory(stack, prefix, this.accounts);
      addBillExport(stack, prefix, configuration.readers);
      addCostExplorer(stack, prefix, configuration, this.accounts);
    });
    this.add({ account: management });
  }

  /** Its costs have a category, and if somebody said what it may cost, it has a budget, in a stack that its slot decides. */
  public add(billed: BilledAccount): void {
    const { account, owner } = billed;
    this.accounts.push(billed);
    checkAmount(this.platform.problems, account._path, 'monthlyBudget', billed.monthlyBudget);
    const { accountBudgets } = this.configuration;
    const amount = billed.monthlyBudget ?? (Object.hasOwn(accountBudgets, account.accountName) ? accountBudgets[account.accountName] : undefined);
    if (!amount || !account.accountId || !this.isOffered) return;
    this.build(`${PART}-${partOf(account)}`, stack => addBudget(stack, `Budget-${account.accountName}`, {
      name: `${this.platform.configuration.prefix}-${account.accountName}`,
      amount,
      account: account.accountId,
      emails: [...new Set([...owner ? [owner] : [], ...this.configuration.alertEmails])],
    }, this.configuration));
  }

  /** Who hears of all budgets, and of whatever else the management account has to say. */
  public get alertEmails(): readonly string[] {
    return this.configuration.alertEmails;
  }

  /** Whether this partition bills as this class knows it. */
  public get isOffered(): boolean {
    return this.platform.configuration.regions.partition === 'aws';
  }

  private build(part: string, build: (stack: Stack) => void): void {
    const where = { region: REGION, part };
    this.management._stacks.deployStackAfter(where, { account: this.management, ...this.after });
    this.management._build(where, build);
  }
}
