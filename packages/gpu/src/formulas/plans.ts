import type { Matrix } from '@handgrad/core-math';
import type { Device, Plan } from '../contracts.js';
import { matrixOf } from '../plan/matrixOf.js';
import { usedNow } from '../plan/usedNow.js';
import { partOf, type DeviceFormula, type Part } from './parts.js';

/** As many plans are kept for each device; the one that was not used for the longest time makes room. */
const mostPlans = 64;

interface KeptPlan {
  readonly plan: Plan;
  readonly columns: number;
}

const kept = new WeakMap<Device, Map<string, KeptPlan>>();

/** Computes a part of a formula on a device, by the plan of an earlier call where there was one with the same shapes. */
export async function runPlan(
  caller: string,
  device: Device,
  formula: DeviceFormula,
  part: Part,
  matrices: readonly Matrix[],
): Promise<Matrix> {
  const plans = plansOf(device);
  const key = [identityOf(formula), part, ...matrices.map(({ shape }) => shape)].join(' ');
  const { entry, dropped } = usedNow(plans, key, mostPlans, () => compiled(caller, device, formula, part, matrices));
  const [[numbers]] = await Promise.all([entry.plan.run(matrices), dropped?.plan.close()]);
  return matrixOf(numbers, { rows: matrices[0].rows, columns: entry.columns });
}

function compiled(
  caller: string,
  device: Device,
  formula: DeviceFormula,
  part: Part,
  matrices: readonly Matrix[],
): KeptPlan {
  const build = partOf(caller, formula, part);
  let columns = 0;
  const plan = device.compile(matrices, (operations, given) => {
    const result = build(operations, given);
    columns = result.columns;
    return [result];
  });
  return { plan, columns };
}

function plansOf(device: Device): Map<string, KeptPlan> {
  const plans = kept.get(device) ?? new Map<string, KeptPlan>();
  kept.set(device, plans);
  return plans;
}

const identities = new WeakMap<object, number>();
let identified = 0;

/** A number for each formula: two of one name may have different parameters. */
function identityOf(formula: object): number {
  const identity = identities.get(formula) ?? identified++;
  identities.set(formula, identity);
  return identity;
}
