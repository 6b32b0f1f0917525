import { DefaultPayloadConverterWithProtobufs } from '@temporalio/common/lib/protobufs';
import { root } from './messages';

export const payloadConverter = new DefaultPayloadConverterWithProtobufs({ protobufRoot: root });
