import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as codebuild from 'aws-cdk-lib/aws-codebuild';
import * as codeconnections from 'aws-cdk-lib/aws-codeconnections';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import type { ArtifactsHost } from './artifacts-host';
import { environmentOf, machineFaults } from './ci-environment';
import { CiMachineOptions } from './ci-machine';
import { BuildProjectOptions, CiOptions, CiProject, RunnerOptions } from './ci-project';
import { acknowledgeProject, ciRole } from './ci-role';
import { SourceConnection, SourceConnectionOptions, SourceProvider } from './source-connection';
import { hasService } from '../accounts/region-services';
import { checkRoleName } from '../private/name-rules';
import { ciNames } from '../private/names';
import { parameterValue } from '../private/parameter-value';

/** Connections are made first, and somebody has to authorise them before anything uses them. */
const CONNECTIONS = 'connections';
const CI = 'ci';

/** What CodeBuild is told where a webhook stands for many repositories. */
const MANY = 'CODEBUILD_DEFAULT_WEBHOOK_SOURCE_LOCATION';

type WhatIsBuilt = Pick<codebuild.CfnProjectProps, 'source' | 'triggers'>;

/** Jobs of CI in the artifacts account, on CodeBuild: a machine for each job, in no network of ours. */
export class Ci {
  private readonly connections: SourceConnection[] = [];
  private readonly names = new Set<string>();
  private readonly made = new Map<SourceConnection, codeconnections.CfnConnection>();

  public constructor(private readonly host: ArtifactsHost) {}

  /** Names of connections that somebody has to authorise. */
  public get waiting(): string[] {
    return this.connections.filter(({ _isAuthorized }) => !_isAuthorized).map(({ connectionName }) => connectionName);
  }

  public addConnection(name: string, options: SourceConnectionOptions): SourceConnection {
    const { host } = this;
    const { problems, path, prefix } = host;
    const names = ciNames(prefix);
    const connection = SourceConnection._of(name, options, names.connectionParameter(name));
    if (!this.claim('source connection', name)) return connection;
    const { provider, hostArn, hostName } = options;
    const isOwn = provider === SourceProvider.GITLAB_SELF_MANAGED;
    if (!Object.values(SourceProvider).includes(provider)) problems.add(path, `source connection ${name}: provider`, provider, 'one of SourceProvider', 'SourceProvider.GITHUB');
    if (isOwn !== (hostArn !== undefined) || isOwn !== (hostName !== undefined)) {
      problems.add(path, `source connection ${name}: hostArn and hostName`, { hostArn, hostName }, isOwn ? 'both, for GitLab of one\'s own' : 'neither: the provider is known',
        isOwn ? 'hostArn: \'arn:aws:codeconnections:...:host/...\', hostName: \'git.example.com\'' : 'neither');
    }
    this.connections.push(connection);
    host.build({ region: host.home, part: CONNECTIONS }, scope => {
      const made = new codeconnections.CfnConnection(scope, `Connection-${name}`, {
        connectionName: names.connection(name), ...isOwn ? { hostArn } : { providerType: provider },
      });
      // it would have to be authorised once more
      made.applyRemovalPolicy(RemovalPolicy.RETAIN);
      this.made.set(connection, made);
      new ssm.CfnParameter(scope, `ConnectionArn-${name}`, { name: connection._parameter, type: 'String', value: made.attrConnectionArn });
    });
    return connection;
  }

  public addRunner(name: string, options: RunnerOptions): CiProject {
    const { repository, owner, connection } = options;
    const { problems, path } = this.host;
    const what = `runner ${name}`;
    if ((repository === undefined) === (owner === undefined)) {
      problems.add(path, what, { repository, owner }, 'a repository, or an owner of repositories', 'repository: \'acme/api\'');
    } else if (owner === undefined) {
      this.checkRepository(what, repository);
    } else if (!/^[\w.-]+(\/[\w.-]+)*$/.test(owner)) {
      problems.add(path, `${what}: owner`, owner, 'the name of an organization of GitHub, or of a group of GitLab', '"acme"');
    }
    return this.build(name, what, options, () => ({
      source: { type: connection._sourceType, location: owner === undefined ? connection._url(repository!) : MANY },
      triggers: {
        webhook: true,
        filterGroups: [[{ type: 'EVENT', pattern: 'WORKFLOW_JOB_QUEUED' }]],
        scopeConfiguration: owner === undefined ? undefined : {
          name: owner,
          scope: connection._options.provider === SourceProvider.GITHUB ? 'GITHUB_ORGANIZATION' : 'GITLAB_GROUP',
          domain: connection._options.hostName,
        },
      },
    }));
  }

  public addBuildProject(name: string, options: BuildProjectOptions): CiProject {
    const { connection, repository, branch, buildSpecFile } = options;
    const what = `build project ${name}`;
    this.checkRepository(what, repository);
    if (branch !== undefined && !/^[\w.#@+-][\w./#@+-]{0,199}$/.test(branch)) this.host.problems.add(this.host.path, `${what}: branch`, branch, 'the name of one branch', '"main"');
    return this.build(name, what, options, () => ({
      source: { type: connection._sourceType, location: connection._url(repository), buildSpec: buildSpecFile },
      triggers: branch === undefined ? undefined : {
        webhook: true, filterGroups: [[{ type: 'EVENT', pattern: 'PUSH' }, { type: 'HEAD_REF', pattern: `^refs/heads/${branch.replace(/[.+]/g, '\\$&')}$` }]],
      },
    }));
  }

  /** Roles and labels are called after it. */
  private claim(kind: string, name: string): boolean {
    const { problems, path } = this.host;
    const isGood = typeof name === 'string' && /^[a-z][a-z0-9-]{1,19}$/.test(name);
    if (!isGood) {
      problems.add(path, kind, name, '2 to 20 lower-case letters, digits and hyphens, beginning with a letter', '"api"');
    } else if (this.names.has(`${kind}/${name}`)) {
      problems.add(path, kind, name, `a name that no other ${kind} has`, `"${name}-2"`);
    } else {
      this.names.add(`${kind}/${name}`);
      return true;
    }
    return false;
  }

  private checkRepository(what: string, repository: unknown): void {
    if (typeof repository === 'string' && /^[\w.-]+(\/[\w.-]+)+$/.test(repository)) return;
    this.host.problems.add(this.host.path, `${what}: repository`, repository, 'an owner and a repository, without *', '"acme/api"');
  }

  private build(name: string, what: string, options: CiOptions, more: () => WhatIsBuilt): CiProject {
    const { problems, path, prefix, partition, accountId, home: region } = this.host;
    const names = ciNames(prefix);
    const projectName = names.project(name);
    const roleName = names.role(name);
    if (!this.claim('CI project', name)) return CiProject._of(projectName, roleName);
    checkRoleName(problems, path, roleName);
    for (const [of, ...fault] of machineFaults(options, region)) problems.add(path, `${what}: ${of}`, ...fault);
    if (!hasService('codebuild', region)) problems.add(path, `${what}: region`, region, 'a home region with CodeBuild', 'runners of your CI\'s own: not every region has the service');
    const { connection } = options;
    if (!this.connections.includes(connection)) {
      problems.add(path, `${what}: connection`, connection?.connectionName, 'a connection of these artifacts', 'what addSourceConnection returned');
    } else if (connection._isAuthorized) {
      const projectArn = `arn:${partition}:codebuild:${region}:${accountId}:project/${projectName}`;
      this.host.deployAfter({ region, part: CI }, { region, part: CONNECTIONS });
      this.host.build({ region, part: CI }, scope => this.make(scope, name, options, projectArn, more()));
    }
    return CiProject._of(projectName, roleName);
  }

  private make(scope: Construct, name: string, options: CiOptions, projectArn: string, { source, triggers }: WhatIsBuilt): void {
    const { host } = this;
    const names = ciNames(host.prefix);
    const connectionArn = this.arnOf(scope, options.connection);
    const logGroup = new logs.CfnLogGroup(scope, `Logs-${name}`, { logGroupName: names.logGroup(name), retentionInDays: 90 });
    logGroup.applyRemovalPolicy(RemovalPolicy.RETAIN);
    const publishing = (options.publishes ?? []).flatMap(artifact => artifact._publishStatements());
    const role = ciRole(scope, `Role-${name}`, {
      host, roleName: names.role(name), projectArn, logGroupArn: logGroup.attrArn, connectionArn, publishing,
    });
    const { type, image, computeType } = environmentOf(options);
    const project = new codebuild.CfnProject(scope, `Project-${name}`, {
      name: names.project(name),
      serviceRole: role.attrArn,
      artifacts: { type: 'NO_ARTIFACTS' },
      source: { ...source as codebuild.CfnProject.SourceProperty, auth: { type: 'CODECONNECTIONS', resource: connectionArn } },
      triggers,
      environment: {
        type,
        image,
        computeType,
        privilegedMode: options.docker ?? false,
        fleet: options.fleet ? { fleetArn: this.fleetOf(scope, name, options) } : undefined,
      },
      logsConfig: { cloudWatchLogs: { status: 'ENABLED', groupName: logGroup.ref } },
      concurrentBuildLimit: options.concurrentJobs ?? 10,
      timeoutInMinutes: options.timeoutMinutes ?? 60,
    });
    acknowledgeProject(project);
  }

  private arnOf(scope: Construct, connection: SourceConnection): string {
    const made = this.made.get(connection)!;
    return Stack.of(made) === Stack.of(scope) ? made.attrConnectionArn : parameterValue(Stack.of(scope), connection._parameter);
  }

  /** One for each project: what a job leaves on its machine no other project finds. */
  private fleetOf(scope: Construct, name: string, options: CiMachineOptions): string {
    const { type, computeType } = environmentOf(options);
    const { baseCapacity, maxCapacity } = options.fleet!;
    return new codebuild.CfnFleet(scope, `Fleet-${name}`, {
      name: ciNames(this.host.prefix).project(name),
      environmentType: type,
      computeType,
      baseCapacity,
      overflowBehavior: 'QUEUE',
      scalingConfiguration: maxCapacity === undefined || maxCapacity === baseCapacity ? undefined : {
        scalingType: 'TARGET_TRACKING_SCALING', maxCapacity, targetTrackingScalingConfigs: [{ metricType: 'FLEET_UTILIZATION_RATE', targetValue: 0.8 }],
      },
    }).attrArn;
  }
}
