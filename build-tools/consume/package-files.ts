/** A file of the tarball, as `npm pack --json` tells it. */
export interface PackedFile {
  readonly path: string;
  readonly size: number;
}

/** What a user needs, and nothing besides. Each pattern has to stand for something. */
export const PACKAGE_FILES: readonly RegExp[] = [
  /^package\.json$/,
  /^LICENSE$/,
  /^README\.md$/,
  /^API\.md$/,
  /^\.jsii$/,
  /^\.jsii\.tabl\.json$/,
  // no tool, no judge, no handler: they are bundled
  /^lib\/(?!cli\/|verify\/|aws-api\/)([\w-]+\/)*[\w-]+(\.d\.ts|\.js)$/,
  /^lib\/aws-api\/[\w-]+\.(d\.ts|js)$/,
  /^lib\/aws-api\/[\w-]+\/constants\.(d\.ts|js)$/,
  /^lib\/aws-api\/sandboxes\/decision\.(d\.ts|js)$/,
  /^assets\/access\/[\w-]+\.yaml$/,
  /^assets\/bootstrap\/bootstrap-template\.json$/,
  /^assets\/cli\/cloud-platform\.js$/,
  /^assets\/handlers\/[\w-]+\/index\.js$/,
  /^assets\/upgrade\/types\.json$/,
  /^schema\/[\w-]+\.schema\.json$/,
];

/** What may be there, once a release asks something of its users. */
export const OPTIONAL_FILES: readonly RegExp[] = [/^assets\/upgrade\/migrations\/[\w.-]+\.md$/];

/** What is in a tarball that nobody needs, and what is missing; nothing if it is as it has to be. */
export function packageFaults(files: readonly PackedFile[]): string[] {
  const known = [...PACKAGE_FILES, ...OPTIONAL_FILES];
  return [
    ...files.filter(({ path }) => !known.some(pattern => pattern.test(path))).map(({ path, size }) => `${path} (${size} bytes) is not needed`),
    ...PACKAGE_FILES.filter(pattern => !files.some(({ path }) => pattern.test(path))).map(pattern => `nothing is like ${pattern.source}`),
  ];
}

/** What is installed runs nothing: scripts that npm carries out by itself. */
export const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall', 'prepare', 'preprepare', 'postprepare'];
