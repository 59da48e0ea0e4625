import { describe, expect, it } from 'vitest';
import { activationShape, countParameters, parametersOf, STAGES, statisticsOf } from '../../models/resnet18.ts';

describe('ResNet-18', () => {
  it("has the lesson's numbers of parameters", () => {
    expect(countParameters(STAGES, 1000)).toBe(11_689_512);
    expect(countParameters(STAGES, 2)).toBe(11_177_538);
    expect(countParameters(['head'], 2)).toBe(1_026);
    expect(countParameters(['layer4'], 2)).toBe(8_393_728);
    expect(countParameters(['layer4', 'head'], 2)).toBe(8_394_754);
  });

  it.each([
    ['stem', 9_536],
    ['layer1', 147_968],
    ['layer2', 525_568],
    ['layer3', 2_099_712],
  ] as const)('has the parameters of %s', (stage, count) => {
    expect(countParameters([stage], 2)).toBe(count);
  });

  it("names every array of torchvision's state, but for the batch counters", () => {
    const names = STAGES.flatMap((stage) => [...parametersOf(stage, 1000), ...statisticsOf(stage)].map((s) => s.name));
    expect(new Set(names).size).toBe(102);
    expect(names).toContain('layer2.0.downsample.1.running_var');
  });

  it('knows the activation of each stage', () => {
    expect(activationShape('stem', 224)).toEqual([56, 56, 64]);
    expect(activationShape('layer3', 224)).toEqual([14, 14, 256]);
    expect(activationShape('layer4', 64)).toEqual([2, 2, 512]);
    expect(activationShape('layer4', 65)).toEqual([3, 3, 512]);
  });
});
