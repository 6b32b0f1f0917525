import { ts } from 'ts-morph';
import type { ChangeClass, Finding } from '../../model/finding';
import { findingOf } from '../../model/finding-of';
import { literalsOf, membersOf, valueAt } from '../../syntax/object-literals';

const found = findingOf('telemetry');

/** What becomes of metrics, by where they go. */
const EXPORTERS: Readonly<Record<string, { class: ChangeClass; message: (options: ts.Expression) => string }>> = {
  prometheus: {
    class: 'direct-swap',
    message: () => 'metrics have the same names at the same address; the label service_name is "perdure"',
  },
  buffer: { class: 'direct-swap', message: () => 'the metrics buffer works as it is' },
  otel: {
    class: 'operational-change',
    message: (options) => `the application brings the exporter of metrics: install ${exporterOf(options)}`,
  },
};

export function metricsFindings(metrics: ts.Expression | undefined): Finding[] {
  if (metrics === undefined) return [];
  return literalsOf(metrics)
    .flatMap(membersOf)
    .flatMap(({ name, node, value }) => {
      const exporter = Object.hasOwn(EXPORTERS, name) ? EXPORTERS[name] : undefined;
      if (exporter === undefined || value === undefined) return [];
      return [found(node.getStart(), exporter.class, exporter.message(value), { doc: 'docs/observability.md' })];
    });
}

function exporterOf(options: ts.Expression): string {
  const isHttp = literalsOf(options).some((literal) => valueAt(literal, 'http')?.kind === ts.SyntaxKind.TrueKeyword);
  return `@opentelemetry/sdk-metrics and @opentelemetry/exporter-metrics-otlp-${isHttp ? 'proto' : 'grpc'}`;
}
