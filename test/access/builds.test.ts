import { acmeAssembly, casesIn, lines, SIMULATOR, spoilt } from './support/acme';
import { accessMatrix } from '../../src/verify/access/matrix';
import type { Assembly } from '../../src/verify/assembly';

let acme: Assembly;
beforeAll(() => {
  acme = acmeAssembly();
});

test('jobs of CI and publishers publish what they are named for, and nothing else', async () => {
  const { failures } = await accessMatrix(acme, [casesIn(`
cases:
  - name: a runner pushes the images that it is named for
    who: { account: artifacts, role: cloud-platform-ci-shop }
    does: [ecr:PutImage, ecr:UploadLayerPart]
    on: { account: artifacts, arn: 'arn:aws:ecr:eu-west-1:<artifacts.id>:repository/shop' }
    expect: allow
    by: [identity, boundary]
    why: the example names it
  - name: a runner pushes no other image
    who: { account: artifacts, role: cloud-platform-ci-shop }
    does: [ecr:PutImage, ecr:UploadLayerPart]
    on: { account: artifacts, arn: 'arn:aws:ecr:eu-west-1:<artifacts.id>:repository/charts/shop' }
    expect: deny
    by: [identity]
    why: the example does not name it
  - name: a publisher and a runner publish the company's own packages
    who: [{ account: artifacts, role: cloud-platform-publish-acme-ui }, { account: artifacts, role: cloud-platform-ci-shop }]
    does: codeartifact:PublishPackageVersion
    on: { account: artifacts, arn: 'arn:aws:codeartifact:eu-west-1:<artifacts.id>:package/cloud-platform/npm/npm/acme/ui' }
    expect: allow
    why: the example names the repository, and the scope is its own
  - name: nobody else publishes them
    who: [{ account: artifacts, role: cloud-platform-publish-acme-shop }, { account: artifacts, role: cloud-platform-ci-images }]
    does: codeartifact:PublishPackageVersion
    on: { account: artifacts, arn: 'arn:aws:codeartifact:eu-west-1:<artifacts.id>:package/cloud-platform/npm/npm/acme/ui' }
    expect: deny
    by: [identity]
    why: the example does not name them
  - name: a project starts the pipeline of the machine image that it is named for
    who: { account: artifacts, role: cloud-platform-ci-images }
    does: imagebuilder:StartImagePipelineExecution
    on: { account: artifacts, arn: 'arn:aws:imagebuilder:eu-west-1:<artifacts.id>:image-pipeline/cloud-platform-base' }
    expect: allow
    by: [identity, boundary]
    why: the example names it
  - name: a runner starts no pipeline
    who: { account: artifacts, role: cloud-platform-ci-shop }
    does: imagebuilder:StartImagePipelineExecution
    on: { account: artifacts, arn: 'arn:aws:imagebuilder:eu-west-1:<artifacts.id>:image-pipeline/cloud-platform-base' }
    expect: deny
    by: [identity]
    why: the example does not name it
`)], { simulator: SIMULATOR });
  expect(failures).toEqual([]);
});

/** The faults of lines whose names contain one of these words. */
async function faultsOf(assembly: Assembly, ...words: string[]): Promise<string[]> {
  const { failures } = await accessMatrix(assembly, lines(...words), { simulator: SIMULATOR });
  return [...new Set(failures.map(({ line }) => line))];
}

const CI = 'Acme/artifacts/eu-west-1-ci';
const IMAGES = 'Acme/artifacts/eu-west-1-machine-images';

test.each<[string, string, (template: any) => void, string[]]>([
  ['a job of CI leaves its boundary', CI, template => {
    for (const role of [template.Resources.Roleshop, template.Resources.Roleimages]) delete role.Properties.PermissionsBoundary;
  }, ['a CI job touches nothing in an environment']],
  ['CodeBuild takes a role for any project', CI, template => {
    delete template.Resources.Roleshop.Properties.AssumeRolePolicyDocument.Statement[0].Condition;
  }, ['CodeBuild takes the roles of CI for no project of somebody else']],
  ['the domain of packages is open to everybody', 'Acme/artifacts/eu-west-1-packages', template => {
    delete template.Resources.Domain.Properties.PermissionsPolicyDocument.Statement[0].Condition;
  }, ['nobody from outside the organization signs in to the domain of packages']],
  ['parameters of machine images are shared with the whole organization', IMAGES, template => {
    template.Resources.ImagesShare79D370F5.Properties.Principals = ['arn:aws:organizations::111111111111:organization/o-exampleorgid'];
  }, ['core accounts read no parameter of machine images']],
  ['the key of machine images decrypts for more than machines', IMAGES, template => {
    const { Statement } = template.Resources.ImagesKey60A8E102.Properties.KeyPolicy;
    delete Statement.find(({ Sid }: any) => Sid === 'Launch').Condition.StringEquals['kms:ViaService'];
  }, ['nobody in an environment reads what the key encrypts but by starting a machine']],
  ['grants are given to whom somebody likes', IMAGES, template => {
    const { Statement } = template.Resources.ImagesKey60A8E102.Properties.KeyPolicy;
    delete Statement.find(({ Sid }: any) => Sid === 'AutoScaling').Condition.StringLike;
  }, ['environments and sandboxes let nobody else use the key']],
  ['Image Builder writes any parameter', 'Acme/artifacts/eu-west-1-image-pipelines', template => {
    const { Statement } = template.Resources.RolesExecution94019B48.Properties.Policies[0].PolicyDocument;
    Statement.find(({ Action }: any) => Action === 'ssm:PutParameter').Resource = '*';
  }, ['Image Builder changes no other parameter']],
])('the matrix sees that %s', async (_, path, spoil, expected) => {
  const faults = await faultsOf(spoilt(acme, path, spoil), ...expected);
  expect(faults).toHaveLength(expected.length);
});
