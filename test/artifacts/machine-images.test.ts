import { alone, company, made } from './support/company';
import { ImageComponent, ImageSchedule, LandingZone, MachineArchitecture, MachineImageOptions, ParentImage, SourceProvider } from '../../src';
import { complaintsOf } from '../support/assembly';

const IMAGE = 'AWS::ImageBuilder::';

function base(options: Partial<MachineImageOptions> = {}) {
  return made(({ artifacts }) => void artifacts.addMachineImage('base', { parent: ParentImage.amazonLinux2023(), ...options }));
}

/** What one image is made of. */
function recipe(options: Partial<MachineImageOptions> = {}): any {
  return base(options).of('image-pipelines', `${IMAGE}ImageRecipe`)[0].Properties;
}

describe('an image', () => {
  let of: ReturnType<typeof made>['of'];
  let pipelines: (type: string) => any;
  beforeAll(() => {
    ({ of } = base({ components: [ImageComponent.UPDATE_LINUX, ImageComponent.commands('agent', ['dnf install -y agent'])], tests: [ImageComponent.test('agent-runs', ['pgrep agent'])] }));
    pipelines = type => of('image-pipelines', `${IMAGE}${type}`)[0].Properties;
  });

  test('is built and tried on what is fresh, when something that it is made of has changed', () => {
    expect(pipelines('ImagePipeline').Schedule).toMatchObject({ ScheduleExpression: 'cron(0 3 ? * SUN)', PipelineExecutionStartCondition: 'EXPRESSION_MATCH_AND_DEPENDENCY_UPDATES_AVAILABLE' });
    expect(pipelines('ImagePipeline').ImageTestsConfiguration.ImageTestsEnabled).toBe(true);
    expect(pipelines('InfrastructureConfiguration')).toMatchObject({ InstanceMetadataOptions: { HttpTokens: 'required' }, InstanceTypes: ['t4g.medium', 'm7g.medium'] });
    const documents = of('image-pipelines', `${IMAGE}Component`).map(({ Properties: { Data } }) => JSON.parse(Data));
    expect(documents.map(({ name, phases }) => [name, phases[0].name, phases[0].steps[0].inputs.commands])).toEqual([
      ['agent', 'build', ['set -euo pipefail', 'dnf install -y agent']], ['agent-runs', 'test', ['set -euo pipefail', 'pgrep agent']],
    ]);
  });

  test('is built in a network that lets nothing in', () => {
    const [{ Properties: group }] = of('image-pipelines', 'AWS::EC2::SecurityGroup');
    expect(group.SecurityGroupIngress).toBeUndefined();
    expect(group.SecurityGroupEgress.map(({ FromPort }: any) => FromPort)).toEqual([443, 80]);
  });

  test('is handed out in every governed region: to the units of environments, under the key of that region, and said by a parameter', () => {
    const units = ['ou-exam-sandbox0', 'ou-exam-producti', 'ou-exam-staging0'].map(unit => `arn:aws:organizations::200000000000:ou/o-exampleorgid/${unit}`);
    const { Distributions } = pipelines('DistributionConfiguration');
    expect(Distributions.map(({ Region }: any) => Region)).toEqual(['eu-west-1', 'us-east-1']);
    for (const { Region, AmiDistributionConfiguration, SsmParameterConfigurations } of Distributions) {
      expect(AmiDistributionConfiguration).toMatchObject({ KmsKeyId: 'alias/cloud-platform-machine-images', LaunchPermissionConfiguration: { OrganizationalUnitArns: units } });
      expect(SsmParameterConfigurations).toEqual([{ ParameterName: '/cloud-platform/v1/machine-images/base', DataType: 'text' }]);
      expect(of('machine-images', 'AWS::KMS::Alias', Region)[0].Properties.AliasName).toBe('alias/cloud-platform-machine-images');
      expect(of('machine-images', 'AWS::RAM::ResourceShare', Region)[0].Properties).toMatchObject({ AllowExternalPrincipals: false, Principals: units });
    }
  });

  test('has parameters of which CloudFormation writes the first value, and nothing that would ever make it write again', () => {
    const parameters = of('machine-images', 'AWS::SSM::Parameter').map(({ Properties }) => Properties);
    expect(parameters.find(({ Name }) => Name.endsWith('/base'))).toEqual({ Name: '/cloud-platform/v1/machine-images/base', Type: 'String', Tier: 'Advanced', Value: 'not-built-yet' });
  });

  test('is encrypted with a key that can be shared, and goes with no stack', () => {
    expect(pipelines('ImageRecipe').BlockDeviceMappings[0].Ebs).toMatchObject({ Encrypted: true, KmsKeyId: 'alias/cloud-platform-machine-images' });
    for (const type of ['AWS::KMS::Key', 'AWS::SSM::Parameter']) {
      for (const resource of of('machine-images', type)) expect(resource.UpdateReplacePolicy).toBe('Retain');
    }
  });

  test('is kept as long as it is among the newest or was started lately, whatever recipe it had', () => {
    const { PolicyDetails: [deprecate, remove], ResourceSelection } = pipelines('LifecyclePolicy');
    expect(ResourceSelection).toEqual({ Recipes: [{ Name: 'cloud-platform-base', SemanticVersion: '1.0.x' }] });
    expect(deprecate).toMatchObject({ Action: { Type: 'DEPRECATE' }, Filter: { Value: 90 } });
    expect(remove).toMatchObject({ Action: { Type: 'DELETE' }, Filter: { Value: 365, RetainAtLeast: 5 }, ExclusionRules: { Amis: { LastLaunched: { Value: 90 } } } });
  });
});

test('one more environment changes nothing of packages, images and CI', () => {
  // GIVEN
  const of = (environments: string[]) => {
    const { assembly } = made(({ artifacts }) => {
      artifacts.addMachineImage('base', { parent: ParentImage.amazonLinux2023() });
      artifacts.addPackageRepository('npm');
      const connection = artifacts.addSourceConnection('github', { provider: SourceProvider.GITHUB, authorized: true });
      artifacts.addRunner('api', { connection, repository: 'acme/api' });
    }, {}, environments);
    return [...assembly.templates].filter(([path]) => path.startsWith('Acme/artifacts/'));
  };
  // WHEN THEN
  const before = of(['production']);
  expect(before.map(([path]) => path.split('/')[2]).sort()).toEqual([
    'eu-west-1-ci', 'eu-west-1-connections', 'eu-west-1-image-pipelines', 'eu-west-1-machine-images', 'eu-west-1-packages', 'us-east-1-machine-images',
  ]);
  expect(of(['production', 'other'])).toEqual(before);
});

test('a recipe has a version of its own for whatever it says, and the same one for the same', () => {
  const versions = [{}, { volumeSize: 20 }, { parent: ParentImage.ubuntu2404() }, { components: [ImageComponent.commands('x', ['true'])] }, {}].map(options => recipe(options).Version);
  expect(new Set(versions).size).toBe(4);
  expect(versions.at(-1)).toBe(versions[0]);
  for (const version of versions) expect(Number(version.split('.')[2])).toBeLessThan(2 ** 30);
});

test('an image of one\'s own is a parent: the child names exactly its version, and another parent is another child', () => {
  // GIVEN
  const child = (command: string) => made(({ artifacts }) => {
    const parent = artifacts.addMachineImage('base', { parent: ParentImage.amazonLinux2023(), components: [ImageComponent.commands('x', [command])] });
    artifacts.addMachineImage('web', { parent: ParentImage.machineImage(parent) });
  }).of('image-pipelines', `${IMAGE}ImageRecipe`).map(({ Properties }) => Properties);
  // WHEN
  const [[parent, web], [, other]] = [child('true'), child('false')];
  // THEN
  expect(web.ParentImage).toBe(`arn:aws:imagebuilder:eu-west-1:200000000004:image/cloud-platform-base/${parent.Version}`);
  expect(other.Version).not.toBe(web.Version);
});

test('Windows has its own shell, disk and tests', () => {
  const { of } = base({ parent: ParentImage.windowsServer2022(), components: [ImageComponent.commands('x', ['Get-Date'])], schedule: ImageSchedule.onDemand() });
  const { Properties: { BlockDeviceMappings: [disk], Components } } = of('image-pipelines', `${IMAGE}ImageRecipe`)[0];
  expect(disk).toMatchObject({ DeviceName: '/dev/sda1', Ebs: { VolumeSize: 50 } });
  expect(Components[1].ComponentArn).toContain('reboot-test-windows');
  expect(of('image-pipelines', `${IMAGE}Component`)[0].Properties.Data).toContain('ExecutePowerShell');
  expect(of('image-pipelines', `${IMAGE}ImagePipeline`)[0].Properties.Schedule).toBeUndefined();
});

test('alone it stands in somebody\'s own stacks, and is shared with whom they say', () => {
  const build = (managementAccountId?: string) => alone(artifacts => artifacts.addMachineImage('base', {
    parent: ParentImage.managed('amazon-linux-2023-x86', { architecture: MachineArchitecture.X86_64 }),
  }), { managementAccountId });
  const share = ({ other }: ReturnType<typeof build>) => Object.values<any>(other.Resources).find(({ Type }) => Type === 'AWS::RAM::ResourceShare').Properties;
  expect(JSON.stringify(share(build('111111111111')).Principals)).toContain(':organizations::111111111111:organization/o-exampleorgid');
  expect(() => build()).toThrow('managementAccountId: got nothing, expected the account that manages the organization');
});

test.each<[string, (zone: LandingZone) => void, string]>([
  ['no parent', ({ artifacts }) => artifacts.addMachineImage('base', {} as never), 'machine image base: parent: got nothing, expected what it begins with; write ParentImage.amazonLinux2023()'],
  ['a name that AWS refuses', ({ artifacts }) => artifacts.addMachineImage('My Image', { parent: ParentImage.ubuntu2404() }), 'machine image: got "My Image", expected 2 to 40 lower-case letters, digits and hyphens'],
  ['one name twice', ({ artifacts }) => ['base', 'base'].forEach(name => artifacts.addMachineImage(name, { parent: ParentImage.ubuntu2404() })), 'a name that no other machine image has; write "base-2"'],
  ['a lifecycle that deletes everything', ({ artifacts }) => artifacts.addMachineImage('base', { parent: ParentImage.ubuntu2404(), lifecycle: { keepAtLeast: 0 } }),
    'machine image base: lifecycle: keepAtLeast: got 0, expected a whole number from 1 to 10'],
  ['one that deletes before it deprecates', ({ artifacts }) => artifacts.addMachineImage('base', { parent: ParentImage.ubuntu2404(), lifecycle: { deleteAfterDays: 30 } }),
    'expected images to be deprecated before they are deleted; write deleteAfterDays: 91 or more'],
  ['a test that builds', ({ artifacts }) => artifacts.addMachineImage('base', { parent: ParentImage.ubuntu2404(), tests: [ImageComponent.UPDATE_LINUX] }),
    'machine image base: tests: got "update-linux", expected what tries the finished image'],
  ['a component without commands', ({ artifacts }) => artifacts.addMachineImage('base', { parent: ParentImage.ubuntu2404(), components: [ImageComponent.commands('agent', [' '])] }),
    'machine image base: component agent: commands: got [" "], expected at least one'],
  ['an hour that is none', ({ artifacts }) => artifacts.addMachineImage('base', { parent: ParentImage.ubuntu2404(), schedule: ImageSchedule.daily(24) }),
    'machine image base: schedule: hour: got 24, expected a whole number from 0 to 23'],
])('%s is an error that says what to write', (_, add, expected) => {
  expect(complaintsOf(company(add))).toContain(expected);
});
