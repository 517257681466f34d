import { CfnResource, RemovalPolicy } from 'aws-cdk-lib';
import * as imagebuilder from 'aws-cdk-lib/aws-imagebuilder';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { ArtifactsHost } from './artifacts-host';
import { BuildNetwork } from './build-network';
import { ImageComponent } from './image-component';
import { digest } from './image-digest';
import { ImageRegion, MACHINE_IMAGES, readerArns } from './image-region';
import { ImageRoles } from './image-roles';
import { ImageSchedule } from './image-schedule';
import { MachineImage, MachineImageOptions } from './machine-image';
import { artifactNames } from '../private/names';

/** Part of the home region's stack with the pipelines. */
const PIPELINES = 'image-pipelines';
/** What images are tagged by, for people. */
const TAG = 'MachineImage';

/** Builds machine images: in the home region, for every governed one. */
export class ImageFactory {
  private readonly images: MachineImage[] = [];

  public constructor(private readonly host: ArtifactsHost) {}

  /** One that is not added yet. */
  public image(name: string, options: MachineImageOptions): MachineImage {
    const { host } = this;
    return MachineImage._of(name, options, () => `arn:${host.partition}:imagebuilder:${host.home}:${host.accountId}:image-pipeline/${this.nameOf(name)}`);
  }

  public add(image: MachineImage): void {
    const { host } = this;
    const { home: region, regions, problems, path } = host;
    const { artifactName: name } = image;
    if (!image._check(problems, path)) return;
    if (host.managementAccountId === undefined && host.readers().length) {
      problems.add(path, `machine image ${name}: managementAccountId`, undefined, 'the account that manages the organization, by which AWS names its units', 'managementAccountId: \'111111111111\'');
    }
    const { _own: parent } = image._parent;
    if (parent && !this.images.includes(parent)) {
      problems.add(path, `machine image ${name}: parent`, parent.artifactName, 'an image that was added before it', 'ParentImage.machineImage(...) of what addMachineImage returned');
      return;
    }
    this.images.push(image);
    for (const each of regions) {
      host.build({ region: each, part: MACHINE_IMAGES }, scope => ImageRegion.in(scope, host).addImage(name));
      host.deployAfter({ region, part: PIPELINES }, { region: each, part: MACHINE_IMAGES });
    }
    host.build({ region, part: PIPELINES }, scope => this.build(scope, image));
  }

  private get names() {
    const { prefix, partition, accountId, home } = this.host;
    return artifactNames(prefix, { partition, account: accountId, region: home });
  }

  private nameOf(name: string): string {
    return `${this.host.prefix}-${name}`;
  }

  private build(scope: Construct, image: MachineImage): void {
    const { host } = this;
    const { artifactName, _options: options, _parent: parent, _windows: windows } = image;
    const common = this.commonIn(scope);
    const { names } = this;
    const id = `Image-${artifactName}`;
    const name = this.nameOf(artifactName);
    const where = { partition: host.partition, region: host.home, accountId: host.accountId, prefix: host.prefix };
    const steps = [...image._components, ...image._tests].map(component => ({ componentArn: this.componentArn(scope, component, windows, where) }));
    const recipe = new imagebuilder.CfnImageRecipe(scope, `${id}-Recipe`, {
      name,
      version: image._version,
      parentImage: parent._reference(where),
      components: steps,
      blockDeviceMappings: [{
        deviceName: parent._rootDevice,
        ebs: { volumeType: 'gp3', volumeSize: options.volumeSize ?? (windows ? 50 : 16), deleteOnTermination: true, encrypted: true, kmsKeyId: names.machineImageKeyAlias },
      }],
    });
    if (parent._own) recipe.addResourceDependency(scope.node.findChild(`Image-${parent._own.artifactName}-Recipe`) as CfnResource);
    const infrastructure = new imagebuilder.CfnInfrastructureConfiguration(scope, `${id}-Infrastructure`, {
      name,
      instanceProfileName: common.roles.profileName,
      instanceTypes: options.instanceTypes ?? (parent._isArm ? ['t4g.medium', 'm7g.medium'] : ['t3.medium', 'm7i.large']),
      // the guardrail lets no others start
      instanceMetadataOptions: { httpTokens: 'required', httpPutResponseHopLimit: 1 },
      subnetId: common.network.subnetId,
      securityGroupIds: [common.network.securityGroupId],
      terminateInstanceOnFailure: true,
    });
    infrastructure.addResourceDependency(common.roles.node.findChild('Profile') as CfnResource);
    const distribution = this.distributionOf(scope, id, name, artifactName);
    // below the path that machines may write to by the policy that AWS keeps
    const logGroup = new logs.CfnLogGroup(scope, `${id}-Logs`, { logGroupName: `/aws/imagebuilder/${name}`, retentionInDays: 90 });
    logGroup.applyRemovalPolicy(RemovalPolicy.RETAIN);
    const { _expression: scheduleExpression } = options.schedule ?? ImageSchedule.weekly();
    new imagebuilder.CfnImagePipeline(scope, `${id}-Pipeline`, {
      name,
      imageRecipeArn: recipe.attrArn,
      infrastructureConfigurationArn: infrastructure.attrArn,
      distributionConfigurationArn: distribution.attrArn,
      executionRole: common.roles.executionRoleArn,
      imageTestsConfiguration: { imageTestsEnabled: true, timeoutMinutes: 90 },
      loggingConfiguration: { imageLogGroupName: logGroup.ref },
      schedule: scheduleExpression === undefined ? undefined : {
        // a new version of what it is made of is a reason to build, and nothing else is
        scheduleExpression, pipelineExecutionStartCondition: 'EXPRESSION_MATCH_AND_DEPENDENCY_UPDATES_AVAILABLE', autoDisablePolicy: { failureCount: 10 },
      },
    });
    this.limitLife(scope, id, name, image, common.roles.lifecycleRoleArn);
  }

  /** The same image in every governed region, encrypted with the key that is there, for the units of the environments. */
  private distributionOf(scope: Construct, id: string, name: string, image: string): imagebuilder.CfnDistributionConfiguration {
    const { regions } = this.host;
    const { names } = this;
    return new imagebuilder.CfnDistributionConfiguration(scope, `${id}-Distribution`, {
      name,
      distributions: regions.map(region => ({
        region,
        amiDistributionConfiguration: {
          Name: `${image}-{{ imagebuilder:buildDate }}`,
          // an alias means the key of that name in the region that is copied to
          KmsKeyId: names.machineImageKeyAlias,
          AmiTags: { [TAG]: image },
          LaunchPermissionConfiguration: { OrganizationalUnitArns: readerArns(this.host, ['ou']), OrganizationArns: readerArns(this.host, ['organization']) },
        },
        ssmParameterConfigurations: [{ parameterName: names.machineImageParameter(image), dataType: 'text' }],
      })),
    });
  }

  private limitLife(scope: Construct, id: string, name: string, image: MachineImage, executionRole: string): void {
    const { deprecateAfterDays = 90, deleteAfterDays = 365, keepAtLeast = 5, keepIfLaunchedWithinDays = 90 } = image._options.lifecycle ?? {};
    new imagebuilder.CfnLifecyclePolicy(scope, `${id}-Lifecycle`, {
      name,
      executionRole,
      resourceType: 'AMI_IMAGE',
      // of all recipes that the image ever had
      resourceSelection: { recipes: [{ name, semanticVersion: '1.0.x' }] },
      policyDetails: [
        {
          action: { type: 'DEPRECATE', includeResources: { amis: true } },
          filter: { type: 'AGE', value: deprecateAfterDays, unit: 'DAYS' },
        },
        {
          action: { type: 'DELETE', includeResources: { amis: true, snapshots: true } },
          filter: { type: 'AGE', value: deleteAfterDays, unit: 'DAYS', retainAtLeast: keepAtLeast },
          exclusionRules: { amis: { lastLaunched: { value: keepIfLaunchedWithinDays, unit: 'DAYS' } } },
        },
      ],
    });
  }

  private componentArn(scope: Construct, component: ImageComponent, windows: boolean, where: { partition: string; region: string }): string {
    const data = component._document(windows);
    if (data === undefined) return component._managedArn!(where);
    const name = `${component._name}-${digest(data)}`;
    const id = `Component-${name}`;
    const known = scope.node.tryFindChild(id) as imagebuilder.CfnComponent | undefined;
    return (known ?? new imagebuilder.CfnComponent(scope, id, { name, version: '1.0.0', platform: windows ? 'Windows' : 'Linux', data })).attrArn;
  }

  private commonIn(scope: Construct): { roles: ImageRoles; network: BuildNetwork } {
    return {
      roles: scope.node.tryFindChild('Roles') as ImageRoles | undefined ?? new ImageRoles(scope, 'Roles', this.host),
      network: scope.node.tryFindChild('Network') as BuildNetwork | undefined ?? new BuildNetwork(scope, 'Network'),
    };
  }
}
