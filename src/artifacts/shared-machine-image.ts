import { MachineImageConfig, OperatingSystemType, UserData } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { grantToAutoScaling } from './auto-scaling-grant';
import type { ISharedMachineImage } from './consumed-artifacts';
import { acknowledge } from '../private/acknowledge';

/**
 * The newest image of a name. EC2 resolves it when an instance is started: CloudFormation reads parameters of other accounts neither by a dynamic reference nor under a name
 * that it knows only at deploy.
 */
export class SharedMachineImage implements ISharedMachineImage {
  public constructor(private readonly parameterArn: string, private readonly keyParameterArn: string) {}

  public allowAutoScaling(scope: Construct): void {
    grantToAutoScaling(scope, this.keyParameterArn);
  }

  public getImage(scope: Construct): MachineImageConfig {
    acknowledge(scope, 'CloudFormation-Validate::E1152', 'EC2 takes the parameter of an image as well as its id');
    return { imageId: `resolve:ssm:${this.parameterArn}`, osType: OperatingSystemType.LINUX, userData: UserData.forLinux() };
  }
}
