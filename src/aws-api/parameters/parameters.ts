import { DeleteParameterCommand, GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { RegionalParameterProperties } from './constants';
import { allEnded } from '../runtime/all-ended';
import type { ResourceKind, ResourceRequest } from '../runtime/custom-resource';
import { Properties } from '../runtime/properties';
import { retry } from '../runtime/retry';
import { unless } from '../runtime/unless';

/** How a region answers that the account has not opted in to, or has left: nobody can read what is there. */
const REGION_IS_OFF = ['UnrecognizedClientException', 'InvalidClientTokenId'];
const BUSY = { on: ['TooManyUpdates'], for: 60_000 };

/** A value that is known in one region after a deploy, as a parameter in the others: CloudFormation has no way across. */
export class RegionalParameterKind implements ResourceKind<RegionalParameterProperties> {
  public constructor(private readonly clientIn: (region: string) => SSMClient) {}

  public parse(raw: Record<string, unknown>): RegionalParameterProperties {
    const properties = new Properties(raw);
    return {
      Name: properties.string('Name'),
      Value: properties.string('Value'),
      Description: properties.string('Description'),
      Regions: properties.strings('Regions'),
    };
  }

  public async ensure({ properties, oldProperties, physicalId }: ResourceRequest<RegionalParameterProperties>) {
    // a description cannot be read where the value is: what CloudFormation deployed before says whether it is another
    const described = !oldProperties || oldProperties.Description === properties.Description;
    await allEnded(properties.Regions.map(region => this.write(region, properties, described)));
    // under another name CloudFormation removes the old ones itself, unless they are those of an update that failed and is taken back
    if (oldProperties && (oldProperties.Name === properties.Name || physicalId === properties.Name)) {
      const gone = oldProperties.Regions.filter(region => oldProperties.Name !== properties.Name || !properties.Regions.includes(region));
      await allEnded(gone.map(region => this.delete(region, oldProperties.Name)));
    }
    return { physicalId: properties.Name };
  }

  public async remove({ properties }: ResourceRequest<RegionalParameterProperties>): Promise<void> {
    await allEnded(properties.Regions.map(region => this.delete(region, properties.Name)));
  }

  private async write(region: string, { Name, Value, Description }: RegionalParameterProperties, described: boolean): Promise<void> {
    if (described && await this.read(region, Name) === Value) return;
    await retry(BUSY, () => this.clientIn(region).send(new PutParameterCommand({ Name, Value, Description, Type: 'String', Overwrite: true })));
  }

  private async read(region: string, Name: string): Promise<string | undefined> {
    return (await unless(['ParameterNotFound'], () => this.clientIn(region).send(new GetParameterCommand({ Name }))))?.Parameter?.Value;
  }

  private async delete(region: string, Name: string): Promise<void> {
    try {
      await this.clientIn(region).send(new DeleteParameterCommand({ Name }));
    } catch (error) {
      if (REGION_IS_OFF.includes((error as Error).name)) console.log(JSON.stringify({ left: Name, because: `${region} is switched off for this account` }));
      else if ((error as Error).name !== 'ParameterNotFound') throw error;
    }
  }
}
