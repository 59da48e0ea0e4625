import type { Entry } from './entry.ts';

/** How training is run, measured and kept in check. */
export const TRAINING: Entry[] = [
  { idea: 'lr', weight: 0.8, plus: 'learning rate|lr|lrs|step size|rate|stepsize|learn rate|alpha|pace|step' },
  {
    idea: 'discriminative',
    weight: 1,
    plus: 'discriminative|discriminative learning rate|differential|layer wise|layerwise|parameter group|param group|param groups|different lr|different rate|different learning rate|two rate|two lr|separate learning rate|separate lr|two group|own learning rate|per layer|rate per layer|per group|one rate for|different step|two optimizer',
  },
  { idea: 'warmup', weight: 1, plus: 'warm up|warmup|schedule|scheduler|cosine|slanted triangular' },
  { idea: 'gradient', weight: 0.8, plus: 'gradient|grad|grads|backprop|error signal|update' },
  {
    idea: 'noisy',
    weight: 1,
    plus: 'noisy|noise|random gradient|garbage|chaotic|meaningless|wild|crazy|erratic|jittery|rubbish|unreliable|violent|nonsense|shaky|jump|imprecise|inaccurate|unstable|bad estimate|poor estimate|mostly noise|fluctuate|swing|variance is high|not representative|massive|huge|flail',
    minus: 'reliable|accurate|precise|exact|not noisy',
  },
  {
    idea: 'small',
    weight: 0.7,
    plus: 'small|little|tiny|few|low|scarce|slight|slightly|a bit|gentle|gently|handful|couple|short of|not enough|=limited|less|fewer|smaller|lower|reduce|decrease|mini|narrow|minimal|carefully|careful|nudge|tweak|minor|sparse|lack|low resource|hardly any|not many|not much|reduced|turn down|slow|slowly|some hundred|couple hundred|few hundred|hundreds|shortage|under a thousand|too little|beneath|modest|delicate|soft|merely|subtle|finishing touch|polish|putt|drop',
    minus:
      'large|big|lot|many|much|huge|plenty|massive|high|enough|loads|abundant|bigger|larger|higher|more|increase|too high|too big|ten thousand|tens of thousand|thousands|millions|great|vast|wide|strong|rich|sufficient|faster|plentiful|ton|raise|heavy|enormous|violent|broad|major|most|numerous|upwards|extensive|additional|further|extra',
  },
  {
    idea: 'data',
    weight: 0.45,
    plus: 'data|dataset|data set|image|picture|pic|photo|sample|example|label|labelled image|set|training set|collection|shot|annotation|labelled data|observations|img|imgs|pics|number of image',
  },
  { idea: 'batch', weight: 0.6, plus: 'batch|batch size|minibatch|mini batch|bs|per batch' },
  { idea: 'loss', weight: 0.7, plus: 'loss|error|curve|cost' },
  { idea: 'accuracy', weight: 0.6, plus: 'accuracy|acc|performance|result|metric|score|auc|f1' },
  {
    idea: 'val',
    weight: 0.9,
    plus: 'validation|val|held out|heldout|holdout|hold out|unseen|test set|test|dev set|not seen|hasnt seen|new image|new photo|unseen stuff|own photo|holdout set|=generalise|=generalize|=generalises|=generalizes',
  },
  {
    idea: 'trainset',
    weight: 0.6,
    plus: 'training loss|train loss|training accuracy|train accuracy|training set|train set|training error|training data|train acc|training one|training curve|train|trainings loss|on train|on training image|training',
  },
  {
    idea: 'gap',
    weight: 1,
    plus: 'gap|diverge|come apart|drift apart|difference between|spread between|discrepancy|part ways|distance between|far better on|much better on|much higher than|way higher than|separate|move apart|go apart|aces|flunk|aced|flunked|great on train|great on training|split apart|depart|but not on|worse on unseen|worse on',
  },
  {
    idea: 'rise',
    weight: 0.8,
    plus: 'rise|rises|rising|go up|goes up|climb|climbs|increase|increasing|upward|grow|grows|up again|turn up|turns up|turns|worsen|get worse|gets worse|worse|deteriorate|went up|going up|poorly|bad',
    minus:
      'fall|falls|falling|drop|drops|dropping|go down|goes down|sink|sinking|decrease|decreasing|shrink|shrinking|improve|improves|improving|get better|gets better|dropped|descend|keep falling|keep dropping|still fall|went down|going down|carries on down|down|great|perfect',
  },
  {
    idea: 'stall',
    weight: 0.9,
    plus: 'stall|plateau|flatten|stagnate|stop improving|stops improving|no longer improve|doesnt improve|not improve|no better|not better|no longer goes up|remain|stay at|stuck|doesnt get better|gets no better|peaks|level off|no longer get better|settle',
  },
  {
    idea: 'earlystop',
    weight: 1.2,
    plus: 'early stopping|early stop|stop early|stops early|earlystopping|stop the training|stop training|stop when|stop once|patience|best checkpoint|best epoch|quit early|end training|restore the best|keep the best|stop as soon|quit when|checkpoint|best weight|stop before|roll back|finish when|train shorter|training short|stopping early|es|halt|stop it when|cut training|best model|restore best|stop earlier|stop in time|stop at|stop there|call it quits|best validation',
  },
  {
    idea: 'augment',
    weight: 1.2,
    plus: 'augmentation|augment|aug|data augmentation|flip|crop|rotate|rotation|mirror|jitter|mixup|cutmix|random crop|brightness|transform|zoom|random transform|flipping|cropping|colour jitter|color jitter|variant|variation|variety|randaugment|more variety|artificially vary|distort the image|cutout|random erasing|perturb|shear|hue jitter|turn the picture|upside down|vary|mirrored|rotated',
  },
  {
    idea: 'moredata',
    weight: 0.9,
    plus: 'more data|more label|collect more|additional data|get more data|more image|more picture|label more|more labelled|more photo|gather more|another photo|more sample|more example|extra data|annotate more|more annotated|new data',
  },
  { idea: 'dropout', weight: 1.2, plus: 'dropout|drop out' },
  {
    idea: 'decay',
    weight: 1.2,
    plus: 'weight decay|decay|wd|l2|l2 penalty|l2 regularisation|l1|ridge|penalise large weight|weight decade|adamw|small weight|keep weights small|shrink the weight',
  },
  { idea: 'smoothing', weight: 1, plus: 'label smoothing|smoothing' },
  {
    idea: 'regularise',
    weight: 1,
    plus: 'regularise|regularize|regularisation|regularization|regulariser|regularizer|penalty|reg|constraint|penalise',
  },
  {
    idea: 'anchor',
    weight: 1.2,
    plus: 'l2 sp|l2sp|ewc|elastic weight|elastic weight consolidation|towards the old weight|toward the old weight|drift from the start|drifting away from the starting weight|penalty for moving|anchor|stay near the old|towards the pretrained weight|towards the original weight|close to the original weight|moving weight|leaving the starting',
  },
  {
    idea: 'replay',
    weight: 1.2,
    plus: 'replay|rehearsal|rehearse|mix in old|old data|old sample|old image|old example|source data|mix old|original data|slip in|mix some|show old|imagenet image|replay buffer|keep showing|previous data',
  },
  { idea: 'distill', weight: 1.2, plus: 'distillation|distil|distill|teacher|lwf|learning without forgetting' },
  { idea: 'adapter', weight: 1.2, plus: '=adapter|=adapters|lora|insert|side network|small module|prompt tuning|peft' },
  {
    idea: 'kfold',
    weight: 1.2,
    plus: 'k fold|kfold|cross validation|cross validate|crossvalidate|crossvalidation|cv|5 fold|five fold|fold|folds|10 fold|stratified|stratify|rotate the validation|repeat with different split|five split|multiple split|ten fold|leave one out|cross valuation|several split',
  },
  {
    idea: 'split',
    weight: 0.9,
    plus: 'split|held out|holdout|hold out|put aside|set aside|keep aside|test set|clean test|aside|test split|clean held out|validation set|no peeking|never touched|nobody touches|not touched|dont touch the test|leakage|leak|hold back|reserve|keep 20|for validation|validation split|clean validation|locked away|untouched test|validation part|honest',
  },
  {
    idea: 'epoch',
    weight: 0.8,
    plus: 'epoch|for a while|train again|some training|train some|train a few|train in between|wait|iteration|between each|after each|run some|settle down|in between|training between|converge|until loss|each step|repeat|again|train then|then train|each stage|few epoch|rounds|per step|settled|a while',
  },
  {
    idea: 'detect',
    weight: 0.5,
    plus: 'detect|notice|see|sign|signal|indicator|symptom|spot|monitor|watch|plot|look at|observe|tell|recognise|track|keep an eye',
  },
  {
    idea: 'scratchbase',
    weight: 1,
    plus: 'from scratch baseline|from scratch run|scratch run|random init baseline|model trained from scratch|run with random init|train from scratch to compare|random init run|same net from random|from random init',
  },
];
