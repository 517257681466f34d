import { acmeAssembly, lines, SIMULATOR, spoilt } from './support/acme';
import { accessMatrix } from '../../src/verify/access/matrix';
import type { Assembly } from '../../src/verify/assembly';

let acme: Assembly;
beforeAll(() => {
  acme = acmeAssembly();
});

const CONTAINERS = 'Acme/artifacts/eu-west-1-containers';

/** The faults of lines whose names contain one of these words. */
async function faultsOf(assembly: Assembly, ...words: string[]): Promise<string[]> {
  const { failures } = await accessMatrix(assembly, lines(...words), { simulator: SIMULATOR });
  return [...new Set(failures.map(({ line }) => line))];
}

/** The statement of the repository `shop` with that Sid. */
function ofShop(template: any, sid: string): any {
  const shop: any = Object.values<any>(template.Resources).find(({ Properties }) => Properties.RepositoryName === 'shop');
  return shop.Properties.RepositoryPolicyText.Statement.find(({ Sid }: any) => Sid === sid);
}

test.each<[string, string, (template: any) => void, string[]]>([
  ['a repository lets in the whole organization', CONTAINERS, template => {
    ofShop(template, 'Environments').Condition = { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } };
  }, ['core accounts pull nothing']],
  ['a repository lets Lambda in for everybody', CONTAINERS, template => {
    ofShop(template, 'Functions').Condition = { ArnLike: { 'aws:SourceArn': 'arn:aws:lambda:*:*:function:*' } };
  }, ['Lambda pulls no image for functions of core accounts', 'Lambda pulls no image for somebody else']],
  ['a repository forgets the units of sandboxes', CONTAINERS, template => {
    const { Condition: { 'ForAnyValue:StringLike': paths } } = ofShop(template, 'Environments');
    paths['aws:PrincipalOrgPaths'] = paths['aws:PrincipalOrgPaths'].filter((path: string) => !path.includes('sandbox'));
  }, ['environments and sandboxes pull images, in each region']],
  ['the registry takes any repository', CONTAINERS, template => {
    template.Resources.RegistryPolicy.Properties.PolicyText.Statement[0].Resource = '*';
  }, ['environments and sandboxes make no other repository']],
  ['a publisher may push anywhere', 'Acme/artifacts/eu-west-1-publishers', template => {
    for (const statement of template.Resources.Publisheracmecharts.Properties.Policies[0].PolicyDocument.Statement) statement.Resource = '*';
  }, ['a publisher pushes images to no other repository', 'a publisher pushes to no replica']],
  ['files are overwritten', 'Acme/artifacts/eu-west-1-files', template => {
    const { Properties: { PolicyDocument } } = template.Resources.FilesPolicy;
    PolicyDocument.Statement = PolicyDocument.Statement.filter(({ Sid }: any) => Sid !== 'NothingIsOverwritten');
  }, ['a publisher overwrites no file']],
])('the matrix sees that %s', async (_, path, spoil, expected) => {
  expect(await faultsOf(spoilt(acme, path, spoil), ...expected)).toEqual(expected);
});
