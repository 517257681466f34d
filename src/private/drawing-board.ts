import { App, Stack, StackProps, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';

const BOARD = Symbol.for('@astradot/cloud-platform.DrawingBoard');

/**
 * A stack that is never written. What belongs to an account that is pending, or that `only` leaves out, is built here: the caller
 * gets a real `Stack` with the same path and the same context, and needs no `if`.
 */
export function boardStack(scope: Construct, id: string, props: StackProps): Stack {
  let at: Construct = drawingBoard(scope);
  for (const part of scope.node.path.split('/').filter(Boolean)) {
    at = (at.node.tryFindChild(part) as Construct | undefined) ?? new Construct(at, part);
  }
  return (at.node.tryFindChild(id) as Stack | undefined) ?? new Stack(at, id, props);
}

/** A second app beside the user's; it hangs on the stage by a symbol, so that nothing that walks the user's tree sees it. */
function drawingBoard(scope: Construct): App {
  const stage = Stage.of(scope) as Stage & { [BOARD]?: App };
  return (stage[BOARD] ??= new App({
    autoSynth: false,
    analyticsReporting: false,
    treeMetadata: false,
    outdir: stage.outdir,
    context: { ...scope.node.getAllContext(), 'aws:cdk:bundling-stacks': [], 'aws:cdk:disable-asset-staging': true },
  }));
}
