import type { Entry } from './entry.ts';

/** What networks know, keep and lose, and how domains relate. */
export const KNOWLEDGE: Entry[] = [
  {
    idea: 'feature',
    weight: 0.45,
    plus: 'feature|filter|detector|representation|embedding|activation|primitive|building block|pattern',
  },
  {
    idea: 'knowledge',
    weight: 0.6,
    plus: 'knowledge|skill|what it learned|what was learned|what it knew|what it knows|what it has learned|knew|know|known|learned before|learnt before|old task|previous task|earlier task|pretrained knowledge|taught|previous knowledge|memory|already learned|what the net learnt|old skill|what it had learned|things it used to know|picked up earlier|original task|first task|old job|what imagenet taught',
  },
  {
    idea: 'pretrained',
    weight: 0.8,
    plus: 'pretrained|pre trained|pretraining|pretrain|pretrained weight|existing weight|transfer learning|already trained|ready model|ready network|off the shelf|imagenet weight|borrowed weight|borrow|borrowed|download|torchvision|weights default|pretained|existing model|imagenet feature|imagenet init|someone already trained|someone elses|somebody elses|existing network|weight you started from|starting weight|old weight|original weight|warm start|transferred|transfer|transferring|good initialisation|head start|dinov2|clip',
    minus:
      'from scratch|scratch|from zero|random init|random initialisation|random initialization|randomly initialised network|from nothing|from the ground up|ground up|no pretraining|weight none|without pretraining|without pretrained|without transfer|without it|no weight at all|from random|random weight|own small cnn|init none|not pretrained|no transfer|train without|drop the transfer|not transfer|no prior|own cnn|new model',
  },
  {
    idea: 'random',
    weight: 1,
    plus: 'random|randomly|untrained|fresh|brand new|random init|random initialisation|random initialization|initialised|initialized|from scratch|from zero|knows nothing|know nothing|starts from nothing|from nothing|newly added|newly attached|new head|hasnt learned|not trained yet|random number|guess|start at random|new one|newborn|new classifier|random value|begins from scratch|starting from nothing|starts at zero',
  },
  {
    idea: 'source',
    weight: 0.5,
    plus: 'source|imagenet|original data|original dataset|pretraining data|pretraining set|original domain|natural image|original image|source domain|source task|what it was trained on|what it learned on|what it was pretrained on|everyday photo|natural photo|holiday pic|photo|old label|old class|original class|original category|original one|source dataset|what it has seen|what model saw|what the network knows',
  },
  {
    idea: 'target',
    weight: 0.45,
    plus: 'target|own data|my data|your data|new task|new data|own task|my task|target domain|target task|own image|my image|your image|my problem|own problem|new problem|own photo|my photo|new job|target set|new domain|own picture|my own',
  },
  { idea: 'domain', weight: 0.35, plus: 'domain|distribution|kind of image|type of image|world|task|nature|field' },
  {
    idea: 'similar',
    weight: 1,
    plus: 'similar|similarity|close|closer|near|nearer|nearest|resemble|alike|look like|looks like|same kind|same domain|same sort|same nature|same type|related|comparable|match well|in common with|familiar|identical|nearby|closest|dear to|already knows|like imagenet|fit better|suitable',
    minus:
      'different|differ|dissimilar|dissimilarity|far|farther|further away|far away|far off|distant|gap|domain gap|domain shift|shift|mismatch|unrelated|foreign|exotic|strange|unlike|nothing alike|nothing like|nothing in common|little in common|nothing to do with|little to do with|world apart|worlds apart|another world|different animal|another nature|specialised domain|unusual|not match|dont match|doesnt match|never seen|other than|medical|x ray|xray|satellite|mri|ct|ultrasound|histology|microscopy|microscope|radar|sar|thermal|spectrogram|pathology|aerial|radiograph|far apart|drone|don t resemble|poles apart|off domain|out of domain|dissimilarities|bad match',
  },
  {
    idea: 'exotic',
    weight: 0.8,
    plus: 'medical|medicine|x ray|xray|satellite|mri|ct|ct scan|ultrasound|histology|microscopy|microscope|radar|sar|thermal|spectrogram|pathology|aerial|radiograph|lung|scan|radiology|chest|clinical|film|drone|sonar|seismic',
  },
  {
    idea: 'generic',
    weight: 1,
    plus: 'generic|general|universal|basic|basics|common|shared|any image|every image|any vision task|every vision task|everything visual|agnostic|independent of the dataset|whatever the task|nearly every|almost any|all image|same for all|transferable|portable|every task|any task|alphabet|low level|don t care about the dataset|alike|primitive|everybody needs|many task|everywhere|no matter|whatever',
    minus:
      'specific|task specific|class specific|specialised|specialized|special|tied to|bound to|belong to|tuned to|dog breed|concrete class|concrete object|particular object|golden retriever|beagle|task dependent|dataset specific|specific to|concrete|specialise|old class|old label|original class|original label|original category|built for|object level|specificity|labels of imagenet|imagenet class|own class|task related|made for|meant for',
  },
  {
    idea: 'edges',
    weight: 1,
    plus: 'edge|texture|colour|color|line|corner|gabor|blob|shape|contour|gradient of brightness|simple pattern|stroke|outline|shading|hue|grain|border|low level feature|low level pattern|colour patch|curve',
  },
  {
    idea: 'objects',
    weight: 0.9,
    plus: 'object|dog breed|face|wheel|whole object|animal|beagle|labrador|concrete thing|part|dog|natural object',
  },
  {
    idea: 'reuse',
    weight: 1,
    plus: 'reuse|re use|recycle|carry over|transferable|useful|take over|transfer to|apply to|share|inherit|hang on to|keep the bottom|help on|usable|again|applicable|handy|borrow|needed for|still work|still useful|portable|same detector|help|standing on the shoulder|twice|second time|as well|carried over|still help|start from an existing|use them again|keep',
  },
  {
    idea: 'preserve',
    weight: 1,
    plus: 'preserve|keep|kept|protect|retain|retained|maintain|save|safe|survive|conserve|not lose|avoid losing|not forget|intact|stay|stay close|remember|hold on|hang on|shield|spare|in no danger|not destroy|untouched|without destroying',
    minus:
      'destroy|overwrite|overwritten|overwrote|overwriting|write over|writes over|erase|wipe|wiped|wipe out|wreck|ruin|damage|lose|lost|loss of|forget|forgotten|forgot|forgetting|unlearn|trash|clobber|scramble|blow away|blow up|wash out|wash away|washed out|corrupt|break|broken|distort|mess up|kaputt|kaput|disappear|vanish|gone|goodbye|spoil|bulldoze|shatter|disturb|kill|drop out of|repurpose|worse at|harm|drift away|car park|move out of|delete|blown|replaced by|rewrite|destructive|catastrophic|erode|throw off|threw away',
  },
  {
    idea: 'forgetting',
    weight: 0.8,
    plus: 'catastrophic forgetting|forget|forgetting|forgot|forgotten|unlearn|lose what it learned|lose knowledge',
  },
  {
    idea: 'hurt',
    weight: 1,
    plus: 'hurt|harm|harmful|worse|worsen|worse off|damage|decrease performance|lower performance|lower accuracy|drop in|degrade|poorer|poorly|bad result|more bad|drag|drags|reduce accuracy|disturb|mislead|below|underperform|lower as|negative effect|backfire|does harm|less accurate|lower result|beats it|lose to|lower than|hinder|instead of helping|detrimental|deteriorate|outperform',
    minus: 'better|improve|improvement|boost|gain|higher accuracy|positive',
  },
  {
    idea: 'baseline',
    weight: 0.9,
    plus: 'baseline|compare|comparison|check against|test both|try both|side by side|versus|measure against|control run|benchmark|run both|ablation|in the table|reference run|compared',
  },
  {
    idea: 'saves',
    weight: 0.9,
    plus: 'less data|fewer data|less compute|less time|faster|save|quicker|cheaper|efficient|fewer label|less labelling|less labeling|fewer image|fewer picture|less training|faster convergence|converge faster|head start|need less|needs less|dont need much|not need so much|dont need a million|need fewer|fraction of|saves|minute|an afternoon|spare|get away with|instead of a million|dont need as much|quick|shorter|hours|less work|smaller bill|less effort|less labelled|less money|faster training',
  },
  {
    idea: 'compute',
    weight: 0.7,
    plus: 'compute|computation|gpu|gpu hour|training time|time|cost|hardware|resource|money|energy|computing power|cluster|day|week|hour|minute',
  },
  {
    idea: 'overfit',
    weight: 1,
    plus: 'overfit|overfitting|overfits|over fit|memorise|memorize|memorising|memorising|by heart|learn by heart|too many parameter|remember the training|memory of the training',
  },
  {
    idea: 'stable',
    weight: 0.8,
    plus: 'stable|stability|smooth|settle|calm',
    minus: 'unstable|instability|diverge|divergence|explode|nan|spike|oscillate|blow up|overshoot|jump|wild',
  },
  {
    idea: 'good',
    weight: 0.6,
    plus: 'good|already good|right|almost right|close to good|near optimum|good solution|good start|useful already|nearly there|close to optimal|mostly right|well trained|good point|close to a good|valuable|knows its|already know|knows its trade|already useful',
    minus: 'bad|garbage|useless|rubbish|meaningless|nonsense',
  },
];
