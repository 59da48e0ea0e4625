import type { Entry } from './entry.ts';

/** Networks, their parts, and what is done to them. */
export const MODELS: Entry[] = [
  {
    idea: 'model',
    weight: 0.2,
    plus: 'model|network|net|neural network|cnn|convnet|convolutional network|resnet|resnet 18|resnet18|architecture|nn|vit|vision transformer|=transformer',
  },
  { idea: 'layer', weight: 0.3, plus: 'layer|block|stage|floor|level|module' },
  { idea: 'conv', weight: 0.6, plus: 'conv|convolution|convolutional|kernel|convolutional layer|conv layer' },
  {
    idea: 'body',
    weight: 0.7,
    plus: 'backbone|trunk|body|=encoder|enc|base|base model|base network|feature extractor|conv part|convolutional part|conv trunk|pretrained part|pretrained layer|old layer|old part|main network|inside weight|everything before|everything else|everything below|everything beneath|rest of the network|rest of the model|rest of the net|the rest|all the rest|all other layer|other layer|remaining layer|remaining network',
  },
  {
    idea: 'head',
    weight: 0.7,
    plus: 'head|classifier|clf|last layer|final layer|top layer|fc|fully connected|fully connected layer|output layer|linear layer|dense layer|new layer|new top|linear top|final fully connected layer|last fully connected layer|last fully connected|classification layer|new linear|new part|new bit|old fc|last one|final one|very top|linear classifier|logistic regression|svm|new last layer|decision layer|prediction layer|top part|the end part|linear head|linear probe|probe',
  },
  {
    idea: 'headonly',
    weight: 1,
    plus: 'head only|only head|linear probe|probe only|head alone|only the head|just the head|all but the last|all layer but the last|all but the head|everything but the head|all except the last|everything bar the classifier|everything but the classifier|all but fc|everything but fc|everything but the last|everything except the last|logistic regression|svm|top only|last layer only|classifier alone|classifier only',
  },
  {
    idea: 'late',
    weight: 0.7,
    plus: 'late|later|last layer|final layer|deep|deeper|deepest|upper|upper half|high level|high layer|higher layer|top layer|top|topmost|top level|output|output side|end of the network|end of it|near output|close to output|towards the end|near the end|layer4|layer 4|layer four|last block|last stage|final block|final stage|fourth stage|stage four|stage 4|last few layer|back of the net|back|late half|last two|deep layer|object level|very last',
    minus:
      'early|earlier|earliest|first layer|first conv|first few layer|first block|first stage|lower layer|lower level|lower block|low layer|lowest|low level|bottom|shallow|shallowest|conv1|conv 1|layer1|layer 1|stem|input|input side|near input|close to input|pixel|pixel end|beginning of the network|begin of the network|front|stage one|first convolution|first one|older layer|older block|bottom layer|early half|base layer|cellar|front of the net|initial layer|very bottom|starting layer',
  },
  {
    idea: 'layer4',
    weight: 0.9,
    plus: 'layer4|layer 4|layer four|last block|last stage|final block|final stage|fourth stage|stage four|stage 4|last residual stage|top block|last conv block|last residual block',
  },
  { idea: 'middle', weight: 0.7, plus: 'middle|intermediate layer|layer2|layer3|layer 2|layer 3|mid level' },
  {
    idea: 'topdown',
    weight: 1.2,
    plus: 'from output to input|output to input|output towards input|output toward input|from the output|from top to bottom|top to bottom|top down|top downward|from the top|from the end|from the back|last layer first|last first|top first|top one first|last one first|head first|backward|back to front|downward|next one down|then next down|in direction of input|towards the input|toward the input|direction of the input|toward input|towards input|from last to first|end to begin|end to beginning|layer by layer down|from the output end|deepest first|last layer to first|layer4 then layer3|layer4 train layer3|surface first|one before|from head|further down|go down|right below|from the last|from back',
    minus:
      'from input to output|input to output|from the input|input side first|bottom up|bottom to top|from the bottom|first layer first|first conv first|from first to last|front to back|towards the output|toward the output|towards output|climb|climb up|from the front|from the first|first layer to last|early layer first|lower layer first|from pixel end|from the pixel end|upwards|starting at conv1|input side block first',
  },
  {
    idea: 'gradual',
    weight: 0.9,
    plus: 'gradual|gradually|step by step|bit by bit|one by one|one after another|one after the other|layer by layer|block by block|one at a time|piece by piece|progressive|progressively|stepwise|stage by stage|staged|incremental|incrementally|in stage|slowly|little by little|successively|one group at a time|one block at a time|then next|next one|next block|then the next|layer wise|more and more|phase|stagewise',
    minus:
      'all at once|at once|right away|everything at once|in one go|from step one|from step 1|from the first step|immediately|from the start|all layer open|everything open|from step 0|from minute one|at the same time|simultaneously|straight away|same moment',
  },
  {
    idea: 'freeze',
    weight: 1,
    plus: 'freeze|frozen|froze|freezing|frizzen|lock|locked|keep fixed|hold fixed|=fixed|hold fix|leave fixed|stay fixed|leave alone|leave the backbone alone|dont touch|not touch|untouched|untouch|as is|as it is|as they are|leave as|stay put|stay as|stay the same|no gradient|requires grad false|requires grad off|requires grad 0|dont train|not trained|not updated|isnt updated|arent updated|dont update|static|constant|non trainable|not trainable|doesnt move|dont move|dont change|nothing moves|nothing in the body moves|doesnt change|do not change|not change|detach|pinned|hold constant|shut|intact|unchanged|kept still|set in stone',
    minus:
      'unfreeze|unfrozen|unfroze|unfreezing|unlock|thaw|defrost|melt|open|open up|opened|release|requires grad true|trainable|let move|set free|free up|let gradient reach|let gradient|body moves|made trainable|moves too|move too',
  },
  {
    idea: 'mode',
    weight: 1,
    plus: 'feature extraction|extract feature|extracting feature|feature extracting|extract|extraction|fixed feature|fe|linear probe|probe|frozen feature|fixed embedding',
    minus:
      'fine tune|finetune|fine tuning|finetuning|ft|full training|end to end|fine tuned|retrain all|train all layer|train the whole|train everything|update all|adjust the pretrained weight|train the body|train the backbone|full fine tuning|train inside weight|retrain the whole|tune deep',
  },
  {
    idea: 'train',
    weight: 0.35,
    plus: 'train|learn|learnt|fit|update|optimise|optimize|retrain|relearn|taught|teach|tune|adjust|adapt|trained anew|training',
  },
  {
    idea: 'adapt',
    weight: 0.7,
    plus: 'adapt|adjust|adapted|rework|refit|specialise|specialize|retrain|relearn|tweak|finetune|fine tune|move too|redo|redone|anew|re fit|relearned|retrained|polish',
  },
  {
    idea: 'replace',
    weight: 0.9,
    plus: 'replace|swap|exchange|substitute|change the last|new one|throw away|bin|remove|overwrite fc|cut off|take off|put a new|put another|discard|redo|redone|replaced|retrain|rip off|chop off|assign|new head|swapped|reset the head|different last',
    minus: 'keep the last|keep the head',
  },
  { idea: 'parameter', weight: 0.35, plus: 'parameter|param|weight|number of parameter|value' },
  { idea: 'optimizer', weight: 0.8, plus: '=optimizer|=optimiser|opt|adam|adamw|sgd' },
  {
    idea: 'linear',
    weight: 0.8,
    plus: 'linear|nn linear|dense layer|linear layer|fully connected layer|torch nn linear|dense',
  },
  { idea: 'infeatures', weight: 0.8, plus: 'in feature|infeature|input feature|512 input|input size' },
  { idea: 'bias', weight: 0.9, plus: 'bias|biases|offset' },
  { idea: 'channel', weight: 0.7, plus: 'channel|filter count|width|wide|widest|number of filter|wider|plane' },
  {
    idea: 'outputs',
    weight: 0.8,
    plus: 'output|output size|output dimension|output unit|number of output|logit|score|out feature|neuron|unit|output shape',
  },
  {
    idea: 'classes',
    weight: 0.8,
    plus: 'class|category|label count|number of class|num class|n class|kind of|type|number of label|how many class|class count|n cat',
  },
  {
    idea: 'match',
    weight: 0.7,
    plus: 'match|fit|equal|correspond|same as|same number|as many|exactly as many|in line',
    minus: 'mismatch|wrong size|wrong shape|doesnt fit',
  },
];
