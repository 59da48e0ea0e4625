import type { Entry } from './entry.ts';

/** Normalisation layers, inputs, evaluation, quantities. */
export const STATISTICS: Entry[] = [
  {
    idea: 'bn',
    weight: 0.6,
    plus: 'batch norm|batchnorm|bn|batchnormalisation|batchnormalization|batch normalisation|batch normalization|norm layer|batchnorm2d|bns|normalisation layer|normalization layer',
  },
  {
    idea: 'stats',
    weight: 0.9,
    plus: 'running mean|running variance|running statistic|running stat|running average|moving average|statistic|stat|stats|mean|variance|std|average and spread|buffer|mean variance|running estimate|saved average|population statistic|ema|averages|estimates|running mean variance|running_mean|running_var|moving mean|spread|diary|std dev',
  },
  {
    idea: 'stored',
    weight: 0.9,
    plus: 'stored|saved|frozen stat|pretrained stat|stored stat|old note|fixed stat|existing stat|imagenet stat|stored mean|running one|saved statistic|stored statistic|remembered|global stat|pretrained mean|inference mode|pretrained one|learned stat|accumulated',
  },
  {
    idea: 'forward',
    weight: 0.9,
    plus: 'forward|forward pass|each forward|every batch|each batch|pass|every forward|per batch|with each batch|by themselves|without gradient|whether or not|keep updating|continue to update|keep changing|keep moving|still update|still change|still moving|drift|drifting|drifted|goes on|go on|update by themselves|updated|change anyway|carry on|recomputed',
  },
  {
    idea: 'evalmode',
    weight: 1.2,
    plus: 'eval|eval mode|evaluation mode|inference mode|model eval|bn eval|training false|set to eval|test mode|training false',
    minus: 'train mode|training mode|model train|mode train|train true|train call',
  },
  {
    idea: 'gammabeta',
    weight: 1.2,
    plus: 'gamma|beta|gamma beta|affine|scale and shift|scale and bias|weight and bias|learnable parameter|affine parameter|affine pair|scale|shift|learned parameter',
  },
  {
    idea: 'requiresgrad',
    weight: 1,
    plus: 'requires grad|requires grad false|switching off grad|switch off grad|turning off gradient|grad off|freezing the param|freezing the parameter|freezing the weight|disable gradient|no grad|freezing alone|stops gradient|freeze the parameter|gradient off|requires grad off|turn off the gradient|freezing',
  },
  { idea: 'groupnorm', weight: 1.2, plus: 'group norm|groupnorm|gn|layer norm|layernorm|instance norm' },
  {
    idea: 'syncbn',
    weight: 1.2,
    plus: 'sync bn|syncbn|sync batch norm|synchronised batch norm|synchronized batch norm|syncbatchnorm|synced',
  },
  { idea: 'accumulate', weight: 0.8, plus: 'accumulate|gradient accumulation|accumulation' },
  {
    idea: 'grey',
    weight: 1,
    plus: 'grey|gray|greyscale|grayscale|single channel|one channel|1 channel|monochrome|black and white|grey scale|gray scale|three channel|3 channel|repeat the channel|replicate|rgb|channel 3|copy the channel|stack|colour channel|copied into three|triple|duplicate the channel|conv1 weight|sum conv1|input channel|channel three',
  },
  {
    idea: 'normalise',
    weight: 0.9,
    plus: 'normalise|normalize|normalisation|normalization|mean std|mean and std|rescale|intensity|scaled|pixel value|windowing|value range|standardise|standardize|lung window|pixel range',
  },
  {
    idea: 'resolution',
    weight: 0.9,
    plus: 'resolution|input size|bigger input|larger input|higher resolution|resize|image size',
  },
  {
    idea: 'preprocess',
    weight: 0.9,
    plus: 'preprocessing|preprocess|pre processing|input format|input pipeline|prepare the input|check the input|input transform|input|dicom',
  },
  {
    idea: 'medpretrain',
    weight: 1.2,
    plus: 'chexpert|mimic|radimagenet|mimic cxr|medical pretraining|medical weight|domain specific pretraining|in domain|self supervised|ssl|intermediate training|medical pretrained|pretrained on medical|pretrained on xray|pretrained on x ray|pretrained on chest|pretrained on radiograph|chest dataset|xray weight|domain pretraining|intermediate step|intermediate pretraining|public chest|torchxrayvision|unlabelled|nih chest|padchest|simclr|mae|pretrained on radiology|seen radiograph|radiology model|medical image pretrained|domain specific',
  },
  {
    idea: 'patient',
    weight: 1.2,
    plus: 'patient|by patient|per patient|patient wise|patient level|other hospital|another hospital|second hospital|external hospital|other clinic|external validation|another clinic|hospital|clinic|different site|scanner|external test|site',
  },
  {
    idea: 'fix',
    weight: 0.4,
    plus: 'remedy|fix|cure|solve|solution|avoid|prevent|limit|counter|mitigate|against|help against|fight|reduce it|combat|countermeasure|lever',
  },
  {
    idea: 'cause',
    weight: 0.4,
    plus: 'cause|reason|due to|because of|comes from|happens when|provoked|culprit|trigger|occur|happen|arise|lead to|caused by|result of',
  },
  { idea: 'dup', weight: 0.9, plus: 'duplicate|copy|copies|clone' },
  {
    idea: 'most',
    weight: 0.7,
    plus: 'most|majority|bulk|largest|biggest|hold most|heaviest|heavy|widest|dominate|more than all|outweigh|lion share',
  },
  {
    idea: 'total',
    weight: 0.8,
    plus: 'total|in total|overall|out of|of the model|of the network|of the net|altogether|whole network|whole model|all parameter',
  },
  {
    idea: 'only',
    weight: 0.4,
    plus: 'only|just|merely|solely|nothing but|alone|exclusively|nothing except|purely|simply',
    minus: 'not only|more than|instead of only|not just|rather than only|not merely',
  },
  {
    idea: 'all',
    weight: 0.5,
    plus: 'all|everything|whole|entire|every layer|full|complete|completely|each|every|the lot',
  },
  {
    idea: 'dissolve',
    weight: 0.6,
    plus: 'remove|rip out|delete|drop|get rid|ignore|switch off|throw out|turn off|cut',
  },
  {
    idea: 'needless',
    weight: 0.8,
    plus: 'not need|no need|unnecessary|useless|pointless|no use|no effect|makes no difference|no difference|doesnt matter|no matter|doesnt help|not help|dont help|irrelevant|plays no part|no role|nothing changes|doesnt work|waste|wasted|overrated|no point|brings nothing|not necessary|not needed|needn t|neednt|no problem|not a problem|no remedy|isnt a remedy|in no danger|no danger|no sense|wrong that|not true|untrue|isnt true|of no use|have nothing to do with|not bother|wouldnt bother|no reason|myth',
    minus: 'necessary|essential|important|must',
  },
  {
    idea: 'opposite',
    weight: 0.6,
    plus: 'other way round|other way around|vice versa|reverse|opposite|conversely|the contrary',
  },
  { idea: 'respectively', weight: 0.1, plus: 'respectively' },
  { idea: 'otherwise', weight: 0.4, plus: 'otherwise|else|in other case|if not' },
];

/** Words that carry no content of their own. */
export const STOPWORDS = new Set(
  `a an the this that these those it its they them their there here i me my mine we us our you your u ur he she him her his
  is are was were be been being am do does did done doing have has had having can could will would shall should may might
  must of in on at to from for with by about into onto over under between through during as than so too very really quite
  and or but if then because while when where which who whom whose what why how also such some any each other another own
  get gets got go goes going come comes say says let lets make makes made use used using uses take takes took thing things
  stuff way ways like well even still yet just up down out off again once now always often mostly usually maybe perhaps
  probably id ill ive im youd youll youre youve theyre theres whats thats hes shes isnt one ones two both e g i.e eg ie etc ok okay yes yeah
  lol tbh imho guess think believe suppose course basically actually want wants need needs put puts give gives given
  not no nor don't dont doesn't doesnt can't cant cannot didn't aren't wasn't hasn't wouldn't won't isn't since before after already
  never without instead until till longer anything something nothing nobody someone somebody anyone itself myself yourself vs plus
  though although whether whenever whereas hence therefore thus along across within behind above ahead apart together roughly
  around nearly exactly rather else either neither nor per cuz bc fine sure case point idea number size nice today whereby re via
  pretty almost hmm kinda sorry besides thanks self def true false run runs running hold holds held work works check
  place second third find finds told tell add adds build write written read reads pick choose bring brings
  keep look looks see seen try tries tried call called mean means kind sort bit much more less most least part parts`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
