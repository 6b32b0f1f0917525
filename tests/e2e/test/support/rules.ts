import type { Scene } from './scene';

/** Tests of one section of the rules. They share the worker of the scene, and run beside each other. */
export type Rules = (scene: () => Scene) => void;
