import type { MachineImage } from './machine-image';

/** Processor that a machine has. */
export enum MachineArchitecture {
  /** AWS Graviton. */
  ARM_64 = 'arm64',
  /** Intel and AMD. */
  X86_64 = 'x86_64',
}

/** What there is to know of a parent: of AWS's, or of somebody else's. */
export interface ParentImageOptions {
  /**
   * Whether it is Windows.
   *
   * @default false
   */
  readonly windows?: boolean;
  /**
   * Processor of the machines that it is built and tried on.
   *
   * @default MachineArchitecture.X86_64
   */
  readonly architecture?: MachineArchitecture;
  /**
   * Device of its root volume.
   *
   * @default /dev/xvda, and /dev/sda1 for Windows
   */
  readonly rootDevice?: string;
}

/** What a machine image begins with. Of the images that Image Builder offers the newest is taken, and a new one is a reason to build. */
export class ParentImage {
  /**
   * Amazon Linux 2023.
   *
   * @param architecture of its processors; by default Arm
   */
  public static amazonLinux2023(architecture = MachineArchitecture.ARM_64): ParentImage {
    return ParentImage.managed(`amazon-linux-2023-${architecture === MachineArchitecture.ARM_64 ? 'arm64' : 'x86'}`, { architecture });
  }

  /**
   * Ubuntu Server 24.04.
   *
   * @param architecture of its processors; by default Arm
   */
  public static ubuntu2404(architecture = MachineArchitecture.ARM_64): ParentImage {
    return ParentImage.managed(`ubuntu-server-24-lts-${architecture === MachineArchitecture.ARM_64 ? 'arm64' : 'x86'}`, { architecture, rootDevice: '/dev/sda1' });
  }

  /** Windows Server 2022, English, full base. */
  public static windowsServer2022(): ParentImage {
    return ParentImage.managed('windows-server-2022-english-full-base-x86', { windows: true });
  }

  /**
   * Another image that Image Builder offers.
   *
   * @param name as `aws imagebuilder list-images --owner Amazon` has it: `amazon-linux-2023-arm64`
   */
  public static managed(name: string, options: ParentImageOptions = {}): ParentImage {
    return new ParentImage(name, options, /^[a-z0-9-]+$/, 'the name of an image that Image Builder offers', ({ partition, region }) => `arn:${partition}:imagebuilder:${region}:aws:image/${name}/x.x.x`);
  }

  /**
   * The image whose id a parameter of AWS holds, in the region that images are built in.
   *
   * @param name `/aws/service/ami-amazon-linux-latest/al2023-ami-minimal-kernel-default-arm64`
   */
  public static ssmParameter(name: string, options: ParentImageOptions = {}): ParentImage {
    return new ParentImage(name, options, /^(\/[\w.-]+)+$/, 'the name of an SSM parameter', () => `ssm:${name}`);
  }

  /**
   * One of the artifacts account's own. It is built anew whenever its parent was.
   *
   * @param image the other image
   */
  public static machineImage(image: MachineImage): ParentImage {
    const { _parent: parent } = image;
    return new ParentImage(image.artifactName, parent._options, /./, 'a machine image', ({ partition, region, accountId, prefix }) =>
      `arn:${partition}:imagebuilder:${region}:${accountId}:image/${prefix}-${image.artifactName}/${image._version}`, image);
  }

  /** @internal */
  private constructor(
    /** @internal */
    public readonly _name: string,
    /** @internal */
    public readonly _options: ParentImageOptions,
    private readonly allowed: RegExp,
    private readonly expected: string,
    /** @internal As a recipe names it. */
    public readonly _reference: (where: { partition: string; region: string; accountId: string; prefix: string }) => string,
    /** @internal */
    public readonly _own?: MachineImage,
  ) {}

  /** @internal What is wrong with it; undefined if nothing is. */
  public get _fault(): string | undefined {
    return typeof this._name === 'string' && this.allowed.test(this._name) ? undefined : this.expected;
  }

  /** @internal */
  public get _isArm(): boolean {
    return this._options.architecture === MachineArchitecture.ARM_64;
  }

  /** @internal */
  public get _rootDevice(): string {
    return this._options.rootDevice ?? (this._options.windows ? '/dev/sda1' : '/dev/xvda');
  }
}
