import { digest } from './image-digest';

/** A step of building a machine image, or of trying it. */
export class ImageComponent {
  /** All updates that there are for Linux. */
  public static readonly UPDATE_LINUX = ImageComponent.managed('update-linux');
  /** AWS CLI, version 2. */
  public static readonly AWS_CLI_LINUX = ImageComponent.managed('aws-cli-version-2-linux');
  /** CloudWatch agent. */
  public static readonly CLOUDWATCH_AGENT_LINUX = ImageComponent.managed('amazon-cloudwatch-agent-linux');
  /** Hardening by DISA's guide. Much that an application expects is off then. */
  public static readonly STIG_LINUX_MEDIUM = ImageComponent.managed('stig-build-linux-medium');
  /** All updates that there are for Windows. */
  public static readonly UPDATE_WINDOWS = ImageComponent.managed('update-windows');
  /** A test: the machine comes up again after it was started anew. */
  public static readonly REBOOT_TEST_LINUX = ImageComponent.managed('reboot-test-linux');
  /** A test: the machine comes up again after it was started anew. */
  public static readonly REBOOT_TEST_WINDOWS = ImageComponent.managed('reboot-test-windows');

  /**
   * One that Image Builder offers, in its newest version.
   *
   * @param name as `aws imagebuilder list-components --owner Amazon` has it: `docker-ce-linux`
   */
  public static managed(name: string): ImageComponent {
    return new ImageComponent(name, undefined, ({ partition, region }) => `arn:${partition}:imagebuilder:${region}:aws:component/${name}/x.x.x`);
  }

  /**
   * Commands that are run in a shell while the image is built. The first one that fails ends the build.
   *
   * @param name lower-case letters, digits and hyphens
   * @param commands of a shell, one after the other
   */
  public static commands(name: string, commands: string[]): ImageComponent {
    return new ImageComponent(name, { phase: 'build', commands });
  }

  /**
   * Commands that are run on a machine that was started from the finished image. The first one that fails, fails the image: it is not handed out.
   *
   * @param name lower-case letters, digits and hyphens
   * @param commands of a shell, one after the other
   */
  public static test(name: string, commands: string[]): ImageComponent {
    return new ImageComponent(name, { phase: 'test', commands });
  }

  private constructor(
    /** @internal */
    public readonly _name: string,
    private readonly own?: { readonly phase: 'build' | 'test'; readonly commands: string[] },
    /** @internal Where it is one of AWS's. */
    public readonly _managedArn?: (where: { partition: string; region: string }) => string,
  ) {}

  /** @internal Whether it tries the image, and builds nothing. */
  public get _isTest(): boolean {
    return this.own ? this.own.phase === 'test' : /(^|-)test(-|$)/.test(this._name);
  }

  /** @internal As arguments of `Problems.add`. */
  public get _faults(): [what: string, got: unknown, expected: string, instead: string][] {
    const isNamed = typeof this._name === 'string' && /^[a-z0-9][a-z0-9-]{0,60}$/.test(this._name);
    const isSaid = !this.own || Array.isArray(this.own.commands) && this.own.commands.some(command => String(command).trim());
    return [
      ...isNamed ? [] : [['component', this._name, 'lower-case letters, digits and hyphens', '"install-agent"'] as [string, unknown, string, string]],
      ...isSaid ? [] : [[`component ${this._name}: commands`, this.own!.commands, 'at least one', '["dnf install -y nginx"]'] as [string, unknown, string, string]],
    ];
  }

  /** @internal The document of one's own component; undefined for AWS's. */
  public _document(windows = false): string | undefined {
    if (!this.own) return undefined;
    return JSON.stringify({
      name: this._name,
      schemaVersion: 1.0,
      phases: [{
        name: this.own.phase,
        steps: [{ name: 'run', action: windows ? 'ExecutePowerShell' : 'ExecuteBash', inputs: { commands: windows ? this.own.commands : ['set -euo pipefail', ...this.own.commands] } }],
      }],
    }, undefined, 1);
  }

  /** @internal What sets it apart from others of its name. */
  public _digest(windows = false): string {
    return digest(this._document(windows) ?? this._name);
  }
}
