import { CfnResource, Lazy, Stack } from 'aws-cdk-lib';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct, IConstruct } from 'constructs';
import type { AlternateContacts } from '../accounts/alternate-contacts';
import { contactProperties } from '../accounts/contact-properties';
import { PlatformAccount } from '../accounts/platform-account';
import { HandlerFunction } from '../aws-api/handler-function';
import {
  ACCOUNT_TYPE, AccountProperties, ALTERNATE_CONTACTS_TYPE, AlternateContactsProperties, ORGANIZATION_ATTRIBUTES, ORGANIZATION_HANDLER,
  ORGANIZATION_TYPE, ORGANIZATIONAL_UNIT_ATTRIBUTES, ORGANIZATIONAL_UNIT_TYPE, OrganizationalUnitProperties, OrganizationProperties,
} from '../aws-api/organization/constants';
import { EXPIRES_TAG } from '../aws-api/sandboxes/constants';
import { Platform } from '../private/platform';
import { allow } from '../private/policy';

/** What services go by in the management account beside their own names: StackSets has a second one there, and the organization itself has a role. */
const MORE_NAMES = ['stacksets.cloudformation.amazonaws.com', 'organizations.amazonaws.com'];

/**
 * What one stack of the management account does to the organization, one change after the other: AWS refuses changes side by side. A
 * handler makes things or adopts what exists, so that one template fits an empty AWS account and a company of ten years;
 * CloudFormation's own types can only make.
 */
export class OrganizationChanges {
  private readonly handler: HandlerFunction;
  private last?: CfnResource;

  public constructor(private readonly stack: Stack, prefix: string) {
    this.handler = HandlerFunction.in(stack, {
      handler: ORGANIZATION_HANDLER, prefix, description: 'Makes or adopts the organization, its units and its accounts',
    });
  }

  /**
   * Publishes the ids of the organization and of its root under these names.
   *
   * @param TrustedServices that may act in the accounts
   * @param PolicyTypes that can be attached
   */
  public addOrganization(
    parameters: { readonly rootId: string; readonly organizationId: string }, { TrustedServices, PolicyTypes }: OrganizationProperties,
  ): void {
    this.allow(
      ['DescribeOrganization', 'CreateOrganization', 'ListRoots', 'ListAWSServiceAccessForOrganization', 'EnablePolicyType'],
      ['cloudformation:ActivateOrganizationsAccess'],
    );
    this.allowFor('organizations:EnableAWSServiceAccess', 'organizations:ServicePrincipal', TrustedServices);
    this.allowFor('iam:CreateServiceLinkedRole', 'iam:AWSServiceName', TrustedServices);
    const organization = this.append('Organization', ORGANIZATION_TYPE, { TrustedServices, PolicyTypes } satisfies OrganizationProperties);
    this.publish('RootId', parameters.rootId, 'Root of the organization', organization.getAtt(ORGANIZATION_ATTRIBUTES.rootId).toString());
    this.publish('OrganizationId', parameters.organizationId, 'The organization', organization.getAtt(ORGANIZATION_ATTRIBUTES.id).toString());
  }

  /** A unit that has a parent among the platform's comes after it. @param idParameter name under which its id is published */
  public addUnit(path: string, idParameter: string): void {
    this.allow(['ListRoots', 'ListOrganizationalUnitsForParent', 'CreateOrganizationalUnit']);
    const id = `Unit-${path.replaceAll('/', '.')}`;
    const unit = this.append(id, ORGANIZATIONAL_UNIT_TYPE, { Path: path } satisfies OrganizationalUnitProperties);
    // below the unit's construct: its logical id has a hash, and names that differ in other letters than A to Z stay apart
    this.publish('Id', idParameter, `Organizational unit ${path}`, unit.getAtt(ORGANIZATIONAL_UNIT_ATTRIBUTES.id).toString(), unit.node.scope!);
  }

  /** Whom AWS writes to about the account that this stack is in. */
  public addOwnContacts(contacts: AlternateContacts): void {
    this.addContacts(this.stack, contacts);
  }

  public addAccount(account: PlatformAccount, contacts: AlternateContacts): void {
    this.allow([
      'ListRoots', 'ListOrganizationalUnitsForParent', 'ListAccounts', 'DescribeAccount', 'CreateAccount', 'ListCreateAccountStatus',
      'DescribeCreateAccountStatus', 'ListParents', 'MoveAccount', 'ListTagsForResource', 'TagResource',
    ]);
    // the next generation of a sandbox is a resource of its own: the closed account is not its earlier state
    const generation = account._emailName === account.accountName ? '' : `.${account._emailName}`;
    const resource = this.append(`Account-${account.accountName}${generation}`, ACCOUNT_TYPE, {
      AccountName: account.accountName,
      Email: account.rootEmail,
      OrganizationalUnit: account._organizationalUnit!,
      Slot: String(account._slot),
      // a sandbox says its own when it has its zone
      Tags: Lazy.any({ produce: () => tagsOf(account) }) as unknown as AccountProperties['Tags'],
      LongestLife: Lazy.string({ produce: () => longestLifeOf(account) }),
    } satisfies AccountProperties);
    this.addContacts(resource.node.scope!, contacts, resource.getAtt('AccountId').toString());
  }

  /** Beside each other, and after their account: they change nothing in the organization. */
  private addContacts(scope: IConstruct, contacts: AlternateContacts, accountId?: string): void {
    const Contacts = contactProperties(contacts);
    if (!Contacts) return;
    this.allow(['DescribeAccount'], ['account:GetAlternateContact', 'account:PutAlternateContact']);
    this.handler.resource(scope as Construct, 'AlternateContacts', ALTERNATE_CONTACTS_TYPE, { AccountId: accountId, Contacts } satisfies AlternateContactsProperties);
  }

  private publish(id: string, name: string, description: string, value: string, scope: IConstruct = this.stack): void {
    new ssm.CfnParameter(scope as Construct, id, { name, description, type: 'String', value });
  }

  private append(id: string, type: string, properties: object): CfnResource {
    const resource = this.handler.resource(new Construct(this.stack, id), 'Resource', type, properties);
    if (this.last) resource.addResourceDependency(this.last);
    return this.last = resource;
  }

  /** For these services and no others: whoever is trusted may act in every account. */
  private allowFor(action: string, key: string, services: string[]): void {
    this.handler.allow(allow([action], ['*'], { StringEquals: { [key]: [...services, ...MORE_NAMES] } }));
  }

  private allow(organizations: string[], others: string[] = []): void {
    this.handler.allowAnywhere('what is made or adopted has no ARN before it exists, and most calls of Organizations name none',
      [...organizations.map(action => `organizations:${action}`), ...others]);
  }
}

/** Undefined for what is no sandbox. */
function longestLifeOf(account: PlatformAccount): string | undefined {
  return EXPIRES_TAG in account._ownTags ? String(Platform.of(account).configuration.sandboxes.longestLife) : undefined;
}

function tagsOf({ _tags, _ownTags }: PlatformAccount): AccountProperties['Tags'] {
  const tags = { ..._tags, ..._ownTags };
  return Object.keys(tags).length ? tags : undefined;
}
