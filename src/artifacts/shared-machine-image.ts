import { IMachineImage, MachineImageConfig, OperatingSystemType, UserData } from 'aws-cdk-lib/aws-ec2';

/**
 * The newest image of a name. EC2 resolves it when an instance is started: CloudFormation reads parameters of other accounts neither by a dynamic reference nor under a name
 * that it knows only at deploy.
 */
export class SharedMachineImage implements IMachineImage {
  public constructor(private readonly parameterArn: string) {}

  public getImage(): MachineImageConfig {
    return { imageId: `resolve:ssm:${this.parameterArn}`, osType: OperatingSystemType.LINUX, userData: UserData.forLinux() };
  }
}
