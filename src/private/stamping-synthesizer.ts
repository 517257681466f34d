import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { DefaultStackSynthesizer, FileAssetSource, ISynthesisSession } from 'aws-cdk-lib';
import { stamped } from '../plan/template-stamp';

/** CDK's own synthesizer, which stamps the template that it has written. */
export class StampingSynthesizer extends DefaultStackSynthesizer {
  protected synthesizeTemplate(session: ISynthesisSession, ...lookup: any[]): FileAssetSource {
    const asset = super.synthesizeTemplate(session, ...lookup);
    const path = join(session.assembly.outdir, asset.fileName!);
    const text = stamped(readFileSync(path, 'utf8'));
    // the hash of the asset stays: another template has another one, stamped or not
    if (text) writeFileSync(path, text);
    return asset;
  }
}
