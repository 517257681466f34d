import { Artifact } from './artifact';
import type { ArtifactKind } from './artifacts-host';
import { ImageComponent } from './image-component';
import { versionOf } from './image-digest';
import type { ImageSchedule } from './image-schedule';
import type { ParentImage } from './parent-image';
import { allow, Statement } from '../private/policy';
import type { Problems } from '../private/problems';

/** How long machine images are kept. The newest ones, and those that somebody started lately, are always kept. */
export interface MachineImageLifecycle {
  /**
   * Days after which an image is no longer offered: it can still be started by its id.
   *
   * @default 90
   */
  readonly deprecateAfterDays?: number;
  /**
   * Days after which an image is deleted with its snapshots, in all regions.
   *
   * @default 365
   */
  readonly deleteAfterDays?: number;
  /**
   * How many of the newest are kept however old they are, 1 to 10.
   *
   * @default 5
   */
  readonly keepAtLeast?: number;
  /**
   * An image that was started within so many days is kept, 1 to 365.
   *
   * @default 90
   */
  readonly keepIfLaunchedWithinDays?: number;
}

/** Options of `addMachineImage`. */
export interface MachineImageOptions {
  /** What it begins with. */
  readonly parent: ParentImage;
  /**
   * What is done to it, in this order.
   *
   * @default - it is brought up to date
   */
  readonly components?: ImageComponent[];
  /**
   * How the finished image is tried before it is handed out.
   *
   * @default - it is started, and started anew
   */
  readonly tests?: ImageComponent[];
  /**
   * When it is built anew.
   *
   * @default ImageSchedule.weekly()
   */
  readonly schedule?: ImageSchedule;
  /**
   * Gibibytes of its root volume.
   *
   * @default 16, and 50 for Windows
   */
  readonly volumeSize?: number;
  /**
   * Types of the machines that it is built and tried on, of the parent's architecture.
   *
   * @default - t4g.medium and m7g.medium, or t3.medium and m7i.large
   */
  readonly instanceTypes?: string[];
  /**
   * How long images are kept.
   *
   * @default - five at least, and a year
   */
  readonly lifecycle?: MachineImageLifecycle;
}

/** @see https://docs.aws.amazon.com/imagebuilder/latest/userguide/quotas.html */
const MOST_COMPONENTS = 20;

/** A machine image (AMI) that is built here and started in environments. Made by `addMachineImage`. */
export class MachineImage extends Artifact {
  /** @internal @param pipelineArn asked for when somebody may publish it */
  public static _of(name: string, options: MachineImageOptions, pipelineArn: () => string): MachineImage {
    return new MachineImage(name, options, pipelineArn);
  }

  /** @internal */
  public readonly _parent: ParentImage;
  /** @internal Building first, then trying. */
  public readonly _components: ImageComponent[];
  /** @internal */
  public readonly _tests: ImageComponent[];

  private constructor(
    name: string,
    /** @internal */
    public readonly _options: MachineImageOptions,
    private readonly pipelineArn: () => string,
  ) {
    super(name);
    this._parent = _options.parent;
    const windows = this._windows;
    this._components = _options.components ?? [windows ? ImageComponent.UPDATE_WINDOWS : ImageComponent.UPDATE_LINUX];
    this._tests = _options.tests ?? [windows ? ImageComponent.REBOOT_TEST_WINDOWS : ImageComponent.REBOOT_TEST_LINUX];
  }

  /** @internal */
  public get _windows(): boolean {
    return this._parent?._options.windows ?? false;
  }

  /** @internal Of the recipe. */
  public get _version(): string {
    const { _parent: parent, _options: { volumeSize } } = this;
    const reference = parent._reference({ partition: '', region: '', accountId: '', prefix: '' });
    const steps = [...this._components, ...this._tests].map(component => component._digest(this._windows));
    return versionOf(JSON.stringify([reference, parent._rootDevice, volumeSize, steps]));
  }

  /** @internal */
  public _check(problems: Problems, path: string): boolean {
    const what = `machine image ${this.artifactName}`;
    const { parent, schedule, volumeSize, lifecycle = {} } = this._options;
    if (!parent) {
      problems.add(path, `${what}: parent`, parent, 'what it begins with', 'ParentImage.amazonLinux2023()');
      return false;
    }
    if (parent._fault) problems.add(path, `${what}: parent`, parent._name, parent._fault, 'ParentImage.amazonLinux2023()');
    for (const component of [...this._components, ...this._tests]) {
      for (const [of, ...fault] of component._faults) problems.add(path, `${what}: ${of}`, ...fault);
    }
    const all = [...this._components, ...this._tests];
    const misplaced = this._tests.find(component => !component._isTest) ?? this._components.find(component => component._isTest);
    if (misplaced) {
      problems.add(path, `${what}: ${misplaced._isTest ? 'components' : 'tests'}`, misplaced._name, misplaced._isTest ? 'what builds' : 'what tries the finished image',
        misplaced._isTest ? 'it among tests' : `ImageComponent.test('${misplaced._name}', [...])`);
    }
    const twice = all.find((component, index) => all.findIndex(other => other._name === component._name) < index);
    if (twice) problems.add(path, `${what}: components`, twice._name, 'each name once', `"${twice._name}-2"`);
    if (!all.length || all.length > MOST_COMPONENTS) problems.add(path, `${what}: components and tests`, all.length, `1 to ${MOST_COMPONENTS}`, 'several commands in one');
    if (schedule?._fault) problems.add(path, `${what}: ${schedule._fault[0]}`, schedule._fault[1], schedule._fault[2], schedule._fault[3]);
    const numbers: [string, number | undefined, number, number, string][] = [
      ['volumeSize', volumeSize, 1, 16000, '16'],
      ['lifecycle: keepAtLeast', lifecycle.keepAtLeast, 1, 10, '5, or deploy would find no image'],
      ['lifecycle: deprecateAfterDays', lifecycle.deprecateAfterDays, 1, 1000, '90'],
      ['lifecycle: deleteAfterDays', lifecycle.deleteAfterDays, 1, 1000, '365'],
      ['lifecycle: keepIfLaunchedWithinDays', lifecycle.keepIfLaunchedWithinDays, 1, 365, '90'],
    ];
    for (const [of, value, least, most, instead] of numbers) {
      if (value !== undefined && !(Number.isInteger(value) && value >= least && value <= most)) problems.add(path, `${what}: ${of}`, value, `a whole number from ${least} to ${most}`, instead);
    }
    const { deprecateAfterDays = 90, deleteAfterDays = 365 } = lifecycle;
    if (deleteAfterDays <= deprecateAfterDays) {
      problems.add(path, `${what}: lifecycle`, lifecycle, 'images to be deprecated before they are deleted', `deleteAfterDays: ${deprecateAfterDays + 1} or more`);
    }
    return !parent._fault;
  }

  /** @internal */
  public get _kind(): ArtifactKind {
    return 'machine image';
  }

  /** @internal Of its pipeline. */
  public get _arn(): string {
    return this.pipelineArn();
  }

  /** @internal Who publishes it starts its pipeline: what it is made of stands in the code. */
  public _publishStatements(): Statement[] {
    const arn = this.pipelineArn();
    return [
      allow(['imagebuilder:StartImagePipelineExecution', 'imagebuilder:GetImagePipeline'], [arn]),
      allow(['imagebuilder:GetImage'], [`${arn.replace(':image-pipeline/', ':image/')}/*`]),
    ];
  }
}
