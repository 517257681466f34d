import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { EXPIRES_TAG, OWNER_TAG, ownerTopic, SandboxSettings } from './constants';
import { dayOf, endOf, Notice, quarantineOf, Sandbox } from './decision';
import type { Notices } from './keeper';
import { runbook } from '../../private/documentation';

const DAY = 86_400_000;

/** Mail by SNS: to the topic of the sandbox, which its owner reads, and to that of the platform team. */
export class Topics implements Notices {
  public constructor(private readonly sns: SNSClient, private readonly settings: Pick<SandboxSettings, 'prefix' | 'topicArn' | 'gracePeriod' | 'longestLife'>) {}

  public async send(notice: Notice, sandbox: Sandbox, now: number): Promise<void> {
    const { subject, text } = this.write(notice, sandbox, now);
    const { prefix, topicArn } = this.settings;
    await this.publish(topicArn, subject, text);
    try {
      await this.publish(`${topicArn.split(':').slice(0, 5).join(':')}:${ownerTopic(prefix, sandbox.name)}`, subject, text);
    } catch (error) {
      // a sandbox that the code has lost has no topic: the platform team hears of it
      if (!['NotFoundException', 'NotFound', 'InvalidParameterException'].includes((error as Error).name)) throw error;
    }
  }

  private async publish(TopicArn: string, Subject: string, Message: string): Promise<void> {
    await this.sns.send(new PublishCommand({ TopicArn, Subject, Message }));
  }

  private write(notice: Notice, sandbox: Sandbox, now: number): { readonly subject: string; readonly text: string } {
    const { id, name, tags } = sandbox;
    const { gracePeriod, longestLife } = this.settings;
    const end = endOf(tags, this.settings);
    const day = end === undefined ? '' : dayOf(end);
    const short = name.replace(/^sandbox-/, '');
    const longer = `To keep it: "cloud-platform sandbox extend ${short} --until YYYY-MM-DD", and the same date in the code.`;
    const closes = dayOf((quarantineOf(tags)?.since ?? now) + gracePeriod * DAY);
    const written = ((): [string, string[]] => {
      switch (notice) {
        case 'unreadable': return [`${name}: its end is no date`, [`Got "${tags[EXPIRES_TAG]}", expected YYYY-MM-DD. It is left as it is until somebody writes one.`, longer]];
        case 'too-far': return [`${name}: its end is too far away`, [
          `Got ${tags[EXPIRES_TAG]}, expected at most ${longestLife} days from the day on which it is said: it ends on ${dayOf(now + longestLife * DAY)}.`, longer,
        ]];
        case 'warning': return [`${name} ends on ${day}`, [
          `On ${day}, 00:00 UTC, everything in it is denied; ${gracePeriod} days later the account is closed, and what is in it is lost.`, longer,
        ]];
        case 'quarantined': return quarantineOf(tags)?.because === 'budget'
          ? [`${name} is beyond its budget`, ['Everything in it is denied until the budget is raised or a new month begins. What runs in it goes on, and costs.']]
          : [`${name} has ended`, [`Everything in it is denied. On ${closes} the account is closed, and what is in it is lost. What runs in it goes on until then, and costs.`, longer]];
        case 'released': return [`${name} is let out of quarantine`, [`It ends on ${day}.`]];
        case 'closing': return [`${name} is closed`, ['Its zone is taken out of the root domain; when no resolver remembers it, AWS is asked to close the account, as soon as AWS closes more accounts.']];
      }
    })();
    const [subject, lines] = written;
    return { subject: subject.slice(0, 99), text: [`${name}, account ${id}, of ${tags[OWNER_TAG] ?? 'nobody'}.`, '', ...lines, '', runbook('a-sandbox-ends')].join('\n') };
  }
}

